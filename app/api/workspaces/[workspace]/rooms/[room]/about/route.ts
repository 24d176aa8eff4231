import { endpoint } from '../../../../../../../server/http/index.ts'
import { aboutRoomContract } from '../../../../../../../server/rooms/contract.ts'
import { aboutRoom } from '../../../../../../../server/rooms/index.ts'

export const GET = endpoint(aboutRoomContract, aboutRoom)
