// Preloaded into every process of a soak: collects garbage and tells what is left, when asked over the channel.
process.on('message', (message) => {
  if (message !== 'measure') return
  globalThis.gc?.()
  const { heapUsed, external, rss } = process.memoryUsage()
  process.send?.({ memory: { heap: heapUsed + external, rss } })
})
process.channel?.unref()
