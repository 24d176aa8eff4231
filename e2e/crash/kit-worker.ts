import { startWorker } from '../../server/durable/worker.ts'
import { kitBlocks } from '../../server/engine/test-blocks.test-kit.ts'
import { runSegment, startUpkeep } from '../../server/runs/index.ts'

// A run worker whose blocks are those of the engine's suites.
const worker = await startWorker({
  run: (runId, segment, taken) => runSegment(runId, segment, Promise.resolve(kitBlocks), taken),
  lost: () => process.exit(70),
})
startUpkeep()
process.once('SIGTERM', () => void worker.handOver().finally(() => process.exit(0)))
