// Preloaded into every child of `npm start`: when the parent dies, however it dies, the child hands over and goes.
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
process.channel?.unref()
