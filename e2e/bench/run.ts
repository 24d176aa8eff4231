import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { closeDurable } from '../../server/durable/index.ts'
import { prepareDatabase } from '../../server/durable/prepare.ts'
import { asSystem, closeDatabase } from '../../server/platform/db.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import { somebody } from '../../server/runs/runs.test-kit.ts'
import { launchDbos, stopDbos } from './bare-dbos.ts'
import { prepareTransactions } from './dbos-transactions.ts'
import { quantile } from './interleave.ts'
import { answerLatency, flowLatency, seenLatency, startLatency } from './latency.ts'
import { type Figure, report } from './report.ts'
import { roomFigures } from './rooms.ts'
import { costs, flows, raw } from './throughput.ts'

// `npm run bench`: what flows, a start, an answer and an entry cost here, beside raw PostgreSQL and bare DBOS, in one run.
// `--json FILE` writes [{name, value, unit, against, ratio}]; `--quick` takes fewer and shorter rounds; `--only flows-16,start` a part.
const quick = process.argv.includes('--quick')
const file = optionOf('--json')
const only = optionOf('--only')?.split(',')
const pace = quick ? { rounds: 2, seconds: 1 } : { rounds: 4, seconds: 2 }

const folder = mkdtempSync(join(tmpdir(), 'hearth-bench-'))
const server = await startEmbeddedPostgres(join(folder, 'postgres'))
process.env.DATABASE_URL = server.url.replace(/\/postgres$/, '/bench')
process.env.HEARTH_SECRET ??= 'be'.repeat(32)
process.env.HEARTH_POOL ??= '20'
const bareUrl = server.url.replace(/\/postgres$/, '/bare')
let closeTransactions = async () => {}
try {
  await onServer('create database bench')
  await onServer('create database bare')
  await prepareDatabase(process.env.DATABASE_URL)
  await asSystem(async (tx) => {
    await tx.sql`create table bench_effect (id bigserial primary key, workspace_id uuid, note text)`
    await tx.sql`grant insert on bench_effect to hearth_app`
    await tx.sql`grant usage on sequence bench_effect_id_seq to hearth_app`
  })
  closeTransactions = await prepareTransactions(bareUrl)
  await launchDbos(bareUrl)
  const who = await somebody()
  const parts: Record<string, () => Promise<Figure[]>> = {
    'raw-1': () => raw(bareUrl, 1, pace),
    'raw-16': () => raw(bareUrl, 16, pace),
    'flows-1': () => flows(who, 1, pace),
    'flows-16': () => flows(who, 16, pace),
    costs: () => costs(who),
    steps: async () => latency('three steps, begin to end, in one process', await flowLatency(who, quick ? 30 : 200), 20),
    start: async () => {
      // flows that were measured before were walked beside the queue: a worker would do their places in it first
      await asSystem((tx) => tx.sql`delete from dbos.workflow_status where status = 'ENQUEUED'`)
      return latency('start to first step, across processes', await startLatency(who, quick ? 20 : 100), 10)
    },
    answer: async () => latency('answer to finished, across processes', await answerLatency(who, quick ? 20 : 100), 15),
    rooms: () => roomFigures(who, quick ? 40 : 200),
    seen: async () => latency('append to seen, across processes', await seenLatency(who, quick ? 50 : 300), 10),
  }
  const figures: Figure[] = []
  for (const [name, measure] of Object.entries(parts)) if (!only || only.includes(name)) figures.push(...(await measure()))
  report(figures, file)
} finally {
  await stopDbos()
  await closeTransactions()
  await closeDurable()
  await closeDatabase()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)

function latency(name: string, samples: number[], target: number): Figure[] {
  const [p50, p99] = [quantile(samples, 0.5), quantile(samples, 0.99)]
  return [
    { name: `${name}, p50`, value: p50, unit: 'ms', against: `aim of ${target} ms`, ratio: p50 / target },
    { name: `${name}, p99`, value: p99, unit: 'ms', against: null, ratio: null },
  ]
}

function optionOf(name: string): string | undefined {
  return process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
