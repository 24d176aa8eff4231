import { endpoint } from '../../../../../../../server/http/index.ts'
import { answerAgainContract } from '../../../../../../../server/rooms/contract.ts'
import { answerAgain } from '../../../../../../../server/rooms/index.ts'

export const POST = endpoint(answerAgainContract, answerAgain)
