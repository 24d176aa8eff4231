export { commentHistory, deleteComment, editComment } from './change-comment.ts'
export { listComments } from './list-comments.ts'
export { resolveThread } from './resolve-thread.ts'
export { reply, startThread } from './say-comment.ts'
