import { startWorkerProcess } from '../../server/runs/runs.test-kit.ts'
import { answerLatency } from './approvals.ts'
import { benchServer } from './bench-server.ts'
import { cancelLatency } from './cancel.ts'
import { floodLatency } from './fairness.ts'
import { quantile } from './interleave.ts'
import { type Figure, report } from './report.ts'

// `npm run bench:many`: how soon a run goes on among many others. `--json FILE` as for `npm run bench`; `--quick` takes fewer.
const quick = process.argv.includes('--quick')
const file = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined
const [parked, flood, samples] = quick ? [200, 1000, 20] : [1000, 5000, 100]

const server = await benchServer()
const startBoth = () => Promise.all([1, 2].map(() => startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })))
let workers = await startBoth()
const figures: Figure[] = []
try {
  const few = await answerLatency(0, samples)
  add('answer to run finished, nothing else parked', few, null)
  add(`answer to run finished, ${parked} parked`, await answerLatency(parked, samples), 15)
  add(
    `answer to run finished, ${parked} parked before all workers were killed`,
    await answerLatency(parked, samples, async () => {
      await Promise.all(workers.map((worker) => worker.stop('SIGKILL')))
      workers = await startBoth()
    }),
    15,
  )
  add('cancel to the end of all that a run had under way', await cancelLatency(samples), 1000)
  const { alone, beside, left } = await floodLatency(flood, samples)
  add('begun to started, alone', alone, null)
  add(`begun to started, beside a flood of ${flood}`, beside, 2000)
  figures.push({ name: 'runs of the flood left when that was measured', value: left, unit: '', against: null, ratio: null })
  report(figures, file)
} finally {
  await Promise.all(workers.map((worker) => worker.stop()))
  await server.stop()
}
process.exit(0)

function add(name: string, ms: number[], target: number | null): void {
  const p50 = quantile(ms, 0.5)
  figures.push({
    name: `${name}, p50`,
    value: p50,
    unit: 'ms',
    against: target === null ? null : `target of ${target} ms`,
    ratio: target === null ? null : p50 / target,
  })
  figures.push({ name: `${name}, p99`, value: quantile(ms, 0.99), unit: 'ms', against: null, ratio: null })
}
