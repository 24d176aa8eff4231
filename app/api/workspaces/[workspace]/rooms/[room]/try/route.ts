import { endpoint } from '../../../../../../../server/http/index.ts'
import { tryMessageContract } from '../../../../../../../server/rooms/contract.ts'
import { tryMessage } from '../../../../../../../server/rooms/index.ts'

export const POST = endpoint(tryMessageContract, tryMessage)
