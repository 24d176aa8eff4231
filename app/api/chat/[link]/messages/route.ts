import { endpoint } from '../../../../../server/http/index.ts'
import { guestMessageContract } from '../../../../../server/links/contract.ts'
import { guestMessage } from '../../../../../server/links/index.ts'

export const POST = endpoint(guestMessageContract, guestMessage)
