import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { prepareDatabase } from '../../../server/durable/prepare.ts'
import { asSystem, closeDatabase } from '../../../server/platform/db.ts'
import { startEmbeddedPostgres } from '../../../server/platform/embedded-postgres.ts'
import { agentWith, begin, somebody } from '../../../server/runs/runs.test-kit.ts'
import { report } from '../report.ts'
import { type Arm, startArm } from './arm.ts'
import { benchBlocks, flows } from './hearth-blocks.ts'
import { kills } from './kill.ts'
import { baseline, type Cell, figuresOf, tableOf, us } from './line.ts'
import { answerTimes, startTimes } from './start-and-answer.ts'
import { throughput } from './throughput.ts'

// `npm run bench:peers`: Hearth beside bare DBOS, Restate, LangGraph.js and Mastra, in one run, in turn. The peers are installed
// into this folder when they are not there; they are no part of the product. `--json FILE` writes [{name, value, unit, against,
// ratio}]; `--quick` takes fewer and shorter rounds.
const quick = process.argv.includes('--quick')
const file = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined
const pace = quick ? { rounds: 2, seconds: 1 } : { rounds: 5, seconds: 2 }
const samples = quick ? 10 : 100
const parked = quick ? 50 : 1000

install()
const folder = mkdtempSync(join(tmpdir(), 'hearth-bench-peers-'))
const log = join(folder, 'steps.log')
const server = await startEmbeddedPostgres(join(folder, 'postgres'))
const databaseAt = (name: string) => server.url.replace(/\/postgres$/, `/${name}`)
const arms: Arm[] = []
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(1))
try {
  for (const name of ['hearth_loop', 'hearth_worker', 'dbos', 'langgraph', 'mastra']) await onServer(`create database ${name}`)
  process.env.HEARTH_SECRET ??= 'be'.repeat(32)
  process.env.HEARTH_POOL ??= '20'
  process.env.DATABASE_URL = databaseAt('hearth_loop')
  await prepareDatabase(databaseAt('hearth_loop'))
  await asSystem(async (tx) => {
    await tx.sql`create table bench_effect (id bigserial primary key, workspace_id uuid, note text)`
    await tx.sql`grant insert on bench_effect to hearth_app`
    await tx.sql`grant usage on sequence bench_effect_id_seq to hearth_app`
  })
  await closeDatabase()
  process.env.DATABASE_URL = databaseAt('hearth_worker')
  await prepareDatabase(databaseAt('hearth_worker'))

  mkdirSync(join(folder, 'restate'))
  const peers: Arm[] = []
  for (const [name, script, env] of [
    [baseline, 'dbos', { BENCH_DATABASE: databaseAt('dbos') }],
    ['Restate', 'restate', { BENCH_FOLDER: join(folder, 'restate') }],
    ['LangGraph.js', 'langgraph', { BENCH_DATABASE: databaseAt('langgraph') }],
    ['Mastra', 'mastra', { BENCH_DATABASE: databaseAt('mastra') }],
  ] as const) {
    const arm = await startArm(name, `./arms/${script}.mjs`, { BENCH_STEP_LOG: log, ...env })
    peers.push(arm)
    arms.push(arm)
  }
  const cells: Cell[] = []

  const loop = await startArm(us, './hearth-loop.ts', { DATABASE_URL: databaseAt('hearth_loop') })
  arms.push(loop)
  cells.push(...(await throughput([loop, ...peers], pace)))
  await loop.stop()

  const worker = await startArm(us, './hearth-worker.ts', { BENCH_STEP_LOG: log })
  arms.push(worker)
  const who = await somebody()
  const catalogue = new Map([...(await benchBlocks())].map(([id, block]) => [id, block.card]))
  const agents = { who, start: await agentWith(who, flows.start, catalogue), asking: await agentWith(who, flows.asking, catalogue) }
  cells.push(...(await startTimes([worker, ...peers], agents, samples)))

  const slow = await agentWith(who, flows.slow, catalogue)
  const victims = [
    { arm: worker, begin: () => Promise.all(Array.from({ length: 10 }, () => begin(who, slow))) },
    ...peers.map((arm) => ({ arm, begin: (name: string) => arm.ask('slow', { count: 10, name }) })),
  ]
  cells.push(...(await kills(victims, log, quick ? 1 : 3)))

  cells.push(...(await answerTimes([worker, ...peers], agents, { samples, parked })))
  report(figuresOf(cells), file)
  console.log(`\n${tableOf(cells)}`)
  await end(0)
} catch (error) {
  console.error(error)
  await end(1)
}

async function end(code: number): Promise<void> {
  for (const arm of arms) await arm.stop()
  await closeDatabase()
  await server.stop()
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }) // servers that end still write
  process.exit(code)
}

/** The peers, exactly as package-lock.json here names them. Takes a second when they are there. */
function install(): void {
  const cwd = new URL('.', import.meta.url)
  try {
    execFileSync('npm', ['ls', '--depth=0'], { cwd, stdio: 'ignore' })
  } catch {
    execFileSync('npm', ['ci'], { cwd, stdio: 'inherit' })
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
