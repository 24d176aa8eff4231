import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { closeDurable } from '../../server/durable/index.ts'
import { prepareDatabase } from '../../server/durable/prepare.ts'
import { asSystem, closeDatabase } from '../../server/platform/db.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import { somebody } from '../../server/runs/runs.test-kit.ts'
import { chainOfDbos, launchDbos, stopDbos } from './bare-dbos.ts'
import { answer } from './blocks.ts'
import { costOf } from './cost.ts'
import { interleave, lanes, quantile } from './interleave.ts'
import { seenLatency, startLatency } from './latency.ts'
import { chainOfOurs } from './ours.ts'
import { type Figure, report } from './report.ts'

// `npm run bench`: what a step, a flow, a start and an entry cost here, beside raw PostgreSQL and bare DBOS, in one run.
// `--json FILE` writes [{name, value, unit, against, ratio}]; `--quick` takes fewer and shorter rounds.
const quick = process.argv.includes('--quick')
const file = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined
const pace = quick ? { rounds: 2, seconds: 1.5 } : { rounds: 3, seconds: 2 }
const chainLength = 50

const folder = mkdtempSync(join(tmpdir(), 'hearth-bench-'))
const server = await startEmbeddedPostgres(join(folder, 'postgres'))
process.env.DATABASE_URL = server.url.replace(/\/postgres$/, '/bench')
process.env.HEARTH_SECRET ??= 'be'.repeat(32)
process.env.HEARTH_POOL ??= '20'
const bareUrl = server.url.replace(/\/postgres$/, '/bare')
const figures: Figure[] = []
try {
  await onServer('create database bench')
  await onServer('create database bare')
  await prepareDatabase(process.env.DATABASE_URL)
  await asSystem(async (tx) => {
    await tx.sql`create table bench_effect (id bigserial primary key, workspace_id uuid, note text)`
    await tx.sql`grant insert on bench_effect to hearth_app`
    await tx.sql`grant usage on sequence bench_effect_id_seq to hearth_app`
  })
  await launchDbos(bareUrl)
  const who = await somebody()
  await steps(1)
  await steps(16)
  await costs()
  for (const [name, samples, target] of [
    ['start to first step, across processes', await startLatency(who, quick ? 20 : 60), 40],
    ['append to seen, across processes', await seenLatency(who, quick ? 50 : 300), 10],
  ] as const) {
    for (const [label, q] of [
      ['p50', 0.5],
      ['p99', 0.99],
    ] as const) {
      figures.push({
        name: `${name}, ${label}`,
        value: quantile(samples, q),
        unit: 'ms',
        against: q === 0.5 ? `target of ${target} ms` : null,
        ratio: q === 0.5 ? quantile(samples, q) / target : null,
      })
    }
  }
  report(figures, file)

  /** Steps and flows a second on `at` lanes. */
  async function steps(at: number): Promise<void> {
    const pool = new pg.Pool({ connectionString: bareUrl, max: 20 })
    await pool.query('create table if not exists raw (id bigserial primary key, body jsonb)')
    const [external, transactional, flow] = await Promise.all([
      chainOfOurs(who, 'bench.external', chainLength),
      chainOfOurs(who, 'bench.transactional', chainLength),
      chainOfOurs(who, 'bench.external', 10),
    ])
    const arm = (name: string, one: () => Promise<unknown>) => ({ name, work: (until: number) => lanes(at, until, one) })
    const [bare, ours, exact] = await interleave(
      [arm('bare DBOS', chainOfDbos(chainLength)), arm('external', external), arm('transactional', transactional)],
      pace,
    )
    const [bareFlow, ourFlow] = await interleave([arm('bare DBOS', chainOfDbos(10)), arm('flow', flow)], pace)
    const [raw] = await interleave([arm('raw', () => pool.query('insert into raw (body) values ($1)', [JSON.stringify(answer)]))], pace)
    await pool.end()
    if (!bare || !ours || !exact || !raw || !bareFlow || !ourFlow) return
    const add = (name: string, value: number, unit: string, against: string | null, ratio: number | null) =>
      figures.push({ name: `${name}, ${at} at once`, value, unit, against, ratio })
    add('raw insert and commit', raw.perSecond, '/s', null, null)
    add('bare DBOS plain step', bare.perSecond * chainLength, '/s', null, null)
    add('external block step, events included', ours.perSecond * chainLength, '/s', 'bare DBOS plain step', ours.ratio)
    add('transactional block step, events included', exact.perSecond * chainLength, '/s', 'bare DBOS plain step', exact.ratio)
    add('bare DBOS workflow of 10 steps', bareFlow.perSecond, '/s', null, null)
    add('flow of 10 blocks, begin to end', ourFlow.perSecond, '/s', 'bare DBOS workflow of 10 steps', ourFlow.ratio)
  }

  /** The difference between a long and a short chain is what the blocks in between cost. */
  async function costs(): Promise<void> {
    for (const block of ['bench.external', 'bench.transactional']) {
      const [short, long] = [await chainOfOurs(who, block, 10), await chainOfOurs(who, block, 60)]
      await short()
      const a = await costOf(short)
      const b = await costOf(long)
      const name = block.replace('bench.', '')
      figures.push({ name: `SQL round trips per ${name} block`, value: (b.roundTrips - a.roundTrips) / 50, unit: '', against: null, ratio: null })
      figures.push({ name: `writing commits per ${name} block`, value: (b.commits - a.commits) / 50, unit: '', against: null, ratio: null })
    }
  }
} finally {
  await stopDbos()
  await closeDurable()
  await closeDatabase()
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
process.exit(0)

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
