import { endpoint } from '../../../../../../../server/http/index.ts'
import { postMessageContract } from '../../../../../../../server/rooms/contract.ts'
import { postMessage } from '../../../../../../../server/rooms/index.ts'

export const POST = endpoint(postMessageContract, postMessage)
