import { listCommentsContract, startThreadContract } from '../../../../../../../server/comments/contract.ts'
import { listComments, startThread } from '../../../../../../../server/comments/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'

export const GET = endpoint(listCommentsContract, listComments)
export const POST = endpoint(startThreadContract, startThread)
