import { startWorker } from '../../../server/durable/worker.ts'
import { runSegment } from '../../../server/runs/index.ts'
import { benchBlocks } from './hearth-blocks.ts'
import { serve, tell } from './serve.ts'

// A run worker as `npm start` has it, with the bench's blocks besides; it tells when a run was put down and when it went on.
const blocks = benchBlocks()
await startWorker({
  run: async (runId, segment, taken) => {
    await runSegment(runId, segment, blocks, taken)
    tell(segment === 1 ? 'parked' : 'finished', runId)
  },
  lost: () => process.exit(70),
})
await serve({})
