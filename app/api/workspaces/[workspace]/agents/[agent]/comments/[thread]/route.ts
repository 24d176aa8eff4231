import { replyContract, resolveThreadContract } from '../../../../../../../../server/comments/contract.ts'
import { reply, resolveThread } from '../../../../../../../../server/comments/index.ts'
import { endpoint } from '../../../../../../../../server/http/index.ts'

export const POST = endpoint(replyContract, reply)
export const PATCH = endpoint(resolveThreadContract, resolveThread)
