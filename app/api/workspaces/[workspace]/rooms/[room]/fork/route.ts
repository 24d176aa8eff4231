import { endpoint } from '../../../../../../../server/http/index.ts'
import { forkRoomContract } from '../../../../../../../server/rooms/contract.ts'
import { forkRoom } from '../../../../../../../server/rooms/index.ts'

export const POST = endpoint(forkRoomContract, forkRoom)
