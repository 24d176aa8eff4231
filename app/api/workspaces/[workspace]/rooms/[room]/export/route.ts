import { endpoint } from '../../../../../../../server/http/index.ts'
import { exportRoomContract } from '../../../../../../../server/rooms/contract.ts'
import { exportRoom } from '../../../../../../../server/rooms/index.ts'

export const GET = endpoint(exportRoomContract, exportRoom)
