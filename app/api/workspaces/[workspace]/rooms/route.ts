import { endpoint } from '../../../../../server/http/index.ts'
import { createRoomContract, listRoomsContract } from '../../../../../server/rooms/contract.ts'
import { createRoom, listRooms } from '../../../../../server/rooms/index.ts'

export const GET = endpoint(listRoomsContract, listRooms)
export const POST = endpoint(createRoomContract, createRoom)
