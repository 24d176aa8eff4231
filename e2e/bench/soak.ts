import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { removeOld } from '../../server/durable/index.ts'
import { freePort } from '../../server/platform/embedded-postgres.ts'
import { benchServer } from './bench-server.ts'
import { databaseFigures } from './soak-database.ts'
import { judge, type Series } from './soak-verdict.ts'

// `npm run soak -- 30`: the product's processes under a mixed load for so many minutes; then what grew, and a verdict. Ends
// with 1 when something grows, or something failed. `--json FILE` writes every sample.
const minutes = Number(process.argv.find((each) => /^[\d.]+$/.test(each)) ?? '30')
const file = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined
const every = Math.min(10, minutes / 2)
/** Ended runs and queue rows are removed after this, as upkeep does after months and minutes: else no half hour could show that tables are bounded. */
const keepMinutes = Math.min(3, minutes / 10)

const all = new Map<string, Series>()
const troubles: string[] = []
/** When each process has ended. */
const gone = new Map<ChildProcess, Promise<undefined>>()
let loud = 0
let from = Date.now()

const web = '.next/standalone/server.js'
const { webOptions } = (await import('../../workers/setup.mjs' as string)) as { webOptions: string }
if (!existsSync(web)) throw new Error('The web app is not built here. `npm start` builds it.')
const server = await benchServer()
const livePort = String(await freePort())
const webPort = String(await freePort())
const url = `http://127.0.0.1:${webPort}`
Object.assign(process.env, { HEARTH_URL: url, NEXTAUTH_URL: url, NEXTAUTH_SECRET: process.env.HEARTH_SECRET, HEARTH_LIVE_PORT: livePort })
const processes = new Map([
  ['worker 1', start('workers/run.ts')],
  ['worker 2', start('workers/run.ts')],
  ['live', start('workers/live.ts')],
  [
    'web',
    start(web, { PORT: webPort, HOSTNAME: '127.0.0.1', NODE_ENV: 'production', KEEP_ALIVE_TIMEOUT: '65000', NODE_OPTIONS: webOptions }, './workers/web.mjs'),
  ],
])
await served()
/** No part of what is looked at. */
const people = start('e2e/bench/soak-load.ts')
from = Date.now()
try {
  for (let n = 1; Date.now() - from < minutes * 60_000; n++) {
    await sleep(Math.max(0, from + n * every * 1000 - Date.now()))
    await removeOld(keepMinutes / 1440, keepMinutes)
    await Promise.all([...processes].map(([name, child]) => lookAt(name, child)))
    for (const { name, unit, floor, value } of await databaseFigures(keepMinutes)) point(name, unit, floor, value)
  }
  const load = await heard(people)
  await ended(people)
  await Promise.all([...processes.values()].reverse().map(ended))
  show(load)
} finally {
  for (const child of [people, ...processes.values()]) child.kill('SIGKILL')
  await server.stop()
}
process.exit(troubles.length === 0 ? 0 : 1)

/** Until the web server answers. */
async function served(): Promise<void> {
  for (const until = Date.now() + 60_000; ; await sleep(100)) {
    const ready = await fetch(`${url}/api/health`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (ready) return
    if (Date.now() > until) throw new Error('the web server does not answer')
  }
}

function start(script: string, more: Record<string, string> = {}, ...preloads: string[]): ChildProcess {
  const env = { ...process.env, ...more, HEARTH_LOG: 'warn', HEARTH_SIGN_UPS_PER_HOUR: '1000000', HEARTH_HOOKS_PER_MINUTE: '100000' }
  const imports = ['./e2e/bench/soak-probe.mjs', ...preloads].map((file) => `--import=${file}`)
  const child = spawn(process.execPath, ['--expose-gc', ...imports, '--disable-warning=ExperimentalWarning', script], {
    env,
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  child.stdout?.on('data', (data: Buffer) => {
    for (const line of data.toString().split('\n').filter(Boolean)) if (loud++ < 20) console.log(`${script}: ${line.slice(0, 300)}`)
  })
  child.on('error', () => undefined) // asked at the moment it ended
  gone.set(
    child,
    once(child, 'exit').then(() => undefined),
  )
  child.once('exit', (code, signal) => {
    if (Date.now() - from < minutes * 60_000) troubles.push(`${script} ended by itself (${signal ?? code})`)
  })
  return child
}

async function lookAt(name: string, child: ChildProcess): Promise<void> {
  if (!child.connected) return // that it ended is a trouble of its own
  const memory = await Promise.race([measured(child), gone.get(child)])
  if (!memory) return
  point(`${name}: heap after gc`, 'MB', 5, memory.heap / 2 ** 20)
  point(`${name}: resident`, 'MB', 24, memory.rss / 2 ** 20)
  if (process.platform === 'linux') point(`${name}: open files`, '', 6, readdirSync(`/proc/${child.pid}/fd`).length)
}

async function measured(child: ChildProcess): Promise<{ heap: number; rss: number }> {
  const answer = new Promise<{ heap: number; rss: number }>((done) => {
    child.on('message', function hear(message: { memory?: { heap: number; rss: number } }) {
      if (!message.memory) return
      child.off('message', hear)
      done(message.memory)
    })
  })
  child.send('measure')
  return await answer
}

type Load = { done: Record<string, number>; failed: Record<string, number> }

async function heard(child: ChildProcess): Promise<Load> {
  const answer = new Promise<Load>((done) => child.on('message', (message: Load | object) => 'done' in message && done(message)))
  child.send('measure')
  return await answer
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.spawnargs.includes('e2e/bench/soak-load.ts')) child.send('end')
  else child.kill('SIGTERM')
  await Promise.race([gone.get(child), sleep(10_000)])
}

function point(name: string, unit: string, floor: number, value: number): void {
  const series = all.get(name) ?? { name, unit, floor, points: [] }
  all.set(name, series)
  series.points.push({ at: (Date.now() - from) / 1000, value })
}

function show(load: Load): void {
  const verdicts = [...all.values()].map(judge)
  const wide = Math.max(...verdicts.map(({ name }) => name.length))
  console.log(`\n${minutes} minutes; the last two thirds by a straight line\n${''.padEnd(wide)}       from         to   per hour`)
  for (const { name, unit, from, to, perHour, grows } of verdicts) {
    const [a, b, c] = [from, to, perHour].map((value) => value.toFixed(1).padStart(11))
    console.log(`${name.padEnd(wide)}${a}${b}${c} ${unit.padEnd(3)}${grows ? ' GROWS' : ''}`)
    if (grows) troubles.push(`${name} grows by ${perHour.toFixed(1)} ${unit} an hour`)
  }
  console.log('\ndone:')
  for (const [name, n] of Object.entries(load.done)) console.log(`  ${n} ${name}`)
  for (const [name, n] of Object.entries(load.failed)) troubles.push(`failed ${n} times: ${name}`)
  console.log(troubles.length === 0 ? '\nNothing grows and nothing failed.' : `\n${troubles.join('\n')}`)
  if (file) writeFileSync(file, `${JSON.stringify({ minutes, load, verdicts, series: [...all.values()] })}\n`)
}
