import { endpoint } from '../../../../../../../server/http/index.ts'
import { guestAnswerContract } from '../../../../../../../server/links/contract.ts'
import { guestAnswer } from '../../../../../../../server/links/index.ts'

export const POST = endpoint(guestAnswerContract, guestAnswer)
