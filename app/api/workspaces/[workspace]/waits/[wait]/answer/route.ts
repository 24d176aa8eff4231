import { endpoint } from '../../../../../../../server/http/index.ts'
import { answerWaitContract } from '../../../../../../../server/runs/contract.ts'
import { answerWait } from '../../../../../../../server/runs/index.ts'

export const POST = endpoint(answerWaitContract, answerWait)
