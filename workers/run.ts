import { startWorker } from '../server/durable/worker.ts'
import { startNotices } from '../server/notices/index.ts'
import { serveHealth } from '../server/platform/health-server.ts'
import { log } from '../server/platform/log.ts'
import { startTurns } from '../server/rooms/index.ts'
import { runSegment, startUpkeep } from '../server/runs/index.ts'
import { startTriggers } from '../server/triggers/index.ts'

// A run worker: takes runs from the queue and works on them. Start as many as you like; each finds its place by itself.
const worker = await startWorker({
  run: (runId, segment, taken) => runSegment(runId, segment, undefined, taken),
  lost(why) {
    log.fatal(`this worker lost its lease: ${why}. It ends; whoever starts it may start it again.`)
    process.exit(70)
  },
})
const healthPort = process.env.HEARTH_WORKER_PORT
if (healthPort) log.info({ port: await serveHealth(Number(healthPort), worker.state) }, 'worker answers for its health')
startUpkeep()
startTriggers()
startTurns()
startNotices()

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    const late = setTimeout(() => process.exit(0), 900)
    worker
      .handOver()
      .catch((error: unknown) => log.warn({ err: error }, 'handing over failed; others take the runs when the lease runs out'))
      .finally(() => {
        clearTimeout(late)
        setTimeout(() => process.exit(0), 30) // the announcement is on its way
      })
  })
}
