import { endpoint } from '../../../../../server/http/index.ts'
import { guestRoomContract } from '../../../../../server/links/contract.ts'
import { guestRoom } from '../../../../../server/links/index.ts'

export const GET = endpoint(guestRoomContract, guestRoom)
