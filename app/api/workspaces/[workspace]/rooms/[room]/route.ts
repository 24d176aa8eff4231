import { endpoint } from '../../../../../../server/http/index.ts'
import { renameRoomContract, roomSnapshotContract } from '../../../../../../server/rooms/contract.ts'
import { roomSnapshot, updateRoom } from '../../../../../../server/rooms/index.ts'

export const GET = endpoint(roomSnapshotContract, roomSnapshot)
export const PATCH = endpoint(renameRoomContract, updateRoom)
