import { commentHistoryContract, deleteCommentContract, editCommentContract } from '../../../../../../../../../server/comments/contract.ts'
import { commentHistory, deleteComment, editComment } from '../../../../../../../../../server/comments/index.ts'
import { endpoint } from '../../../../../../../../../server/http/index.ts'

export const GET = endpoint(commentHistoryContract, commentHistory)
export const PATCH = endpoint(editCommentContract, editComment)
export const DELETE = endpoint(deleteCommentContract, deleteComment)
