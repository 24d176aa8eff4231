import { endpoint } from '../../../../../../../server/http/index.ts'
import { markReadContract } from '../../../../../../../server/rooms/contract.ts'
import { markRead } from '../../../../../../../server/rooms/index.ts'

export const PUT = endpoint(markReadContract, markRead)
