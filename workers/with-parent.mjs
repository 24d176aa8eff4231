// Preloaded into every child of `npm start`: when the parent dies, however it dies, the child hands over and goes.
// `next dev` forks a server of its own, which inherits this: its channel is all that keeps it alive until it serves, and its parent ends it.
if (!process.env.NEXT_PRIVATE_WORKER) {
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
  process.channel?.unref()
}
