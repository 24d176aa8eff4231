// `npm start`: sets everything up, starts database, web, live and two run workers, prints one address. Plain Node 20.
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { childEnv, ensureBuilt, ensureGenerated, ensureInstalled, fail, home, node, Plain, root, run, stage, webOptions } from './setup.mjs'

const dev = process.argv.includes('--dev')
const pidFile = join(home, 'hearth.json')
const children = new Map()
let stopping = false
let postgresPid
let env = {}

main().catch((error) => stop(1).finally(() => fail(error)))

async function main() {
  const from = Date.now()
  mkdirSync(join(home, 'logs'), { recursive: true })
  claimHome()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, onSignal)
  await ensureInstalled()
  await ensureGenerated()
  const port = await webPort()
  const livePort = await freePort(port + 1)
  const secret = ownSecret()
  const url = process.env.HEARTH_URL ?? `http://localhost:${port}`
  env = {
    HEARTH_HOME: home,
    HEARTH_SECRET: secret,
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: url,
    HEARTH_URL: url,
    HEARTH_LIVE_PORT: String(livePort),
    PORT: String(port),
  }
  await database()
  if (!dev) await ensureBuilt()
  await stage('Starting web, live and two run workers (a few seconds)', async () => {
    startWeb(port)
    startWorker('live', ['workers/live.ts'], { PORT: String(livePort) })
    for (let i = 1; i <= Number(process.env.HEARTH_WORKERS ?? '2'); i++) startWorker(`run-${i}`, ['workers/run.ts'])
    await ready(port)
  })
  writeFileSync(pidFile, JSON.stringify({ pid: process.pid, url, children: pids() }))
  console.log(`\nHearth is ready after ${((Date.now() - from) / 1000).toFixed(1)} s:  ${url}\n\nData and logs are in ${home}. Ctrl-C stops everything.`)
}

/** One start a home. What a former start left behind after a power cut or kill -9 is ended first. */
function claimHome() {
  const former = readJson(pidFile)
  if (former && former.pid !== process.pid && isOurs(former.pid, 'workers/start.mjs')) {
    throw new Plain(
      `Hearth is running already (process ${former.pid}) at ${former.url ?? 'an address it has not printed yet'}. Stop that one first, or give this one its own HEARTH_HOME.`,
    )
  }
  for (const pid of former?.children ?? []) if (isOurs(pid, root)) end(pid, 'SIGTERM')
  writeFileSync(pidFile, JSON.stringify({ pid: process.pid, children: [] }))
}

async function webPort() {
  const wanted = Number(process.env.PORT ?? '3000')
  if (await isFree(wanted)) return wanted
  if (process.env.PORT) throw new Plain(`Port ${wanted} is taken. Free it, or start with another: PORT=${wanted + 1} npm start`)
  const port = await freePort(wanted + 1)
  console.log(`Port ${wanted} is taken by another program: using ${port}.`)
  return port
}

/** Signs sessions and seals secrets: made once, kept where only this user reads it. */
function ownSecret() {
  if (process.env.HEARTH_SECRET) return process.env.HEARTH_SECRET
  const file = join(home, 'secret')
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8').trim()
}

async function database() {
  if (process.env.DATABASE_URL) env.DATABASE_URL = process.env.DATABASE_URL
  else {
    const first = !existsSync(join(home, 'postgres/PG_VERSION'))
    await stage(first ? 'Making the embedded PostgreSQL (a few seconds, once)' : 'Starting the embedded PostgreSQL', async () => startPostgres())
    setInterval(watchPostgres, 1000).unref()
  }
  await stage('Bringing the database up to date', async () => {
    const { applied } = JSON.parse(run(node(), ['workers/prepare-database.ts'], { env }).trim().split('\n').at(-1))
    return applied.length > 0 ? `${applied.length} migrations` : 'nothing to change'
  })
}

function startPostgres() {
  const answer = JSON.parse(run(node(), ['workers/postgres.ts'], { env }))
  postgresPid = answer.pid
  env.DATABASE_URL = answer.url.replace(/\/postgres$/, '/hearth')
}

/** The database server died under us: bring it back on the same port, so that everyone finds it again. */
function watchPostgres() {
  if (stopping || !postgresPid || isAlive(postgresPid)) return
  console.log('The embedded PostgreSQL stopped; starting it again.')
  try {
    startPostgres()
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
  }
}

function startWeb(port) {
  const host = process.env.HOST ?? '127.0.0.1'
  if (dev) startWorker('web', ['node_modules/next/dist/bin/next', 'dev', '-p', String(port), '-H', host], { NODE_ENV: 'development' })
  else startWorker('web', ['.next/standalone/server.js'], { PORT: String(port), HOSTNAME: host, NODE_ENV: 'production', KEEP_ALIVE_TIMEOUT: '65000' })
}

/** Starts a child and keeps it: one that ends unasked is started again, more slowly each time it fails at once. */
function startWorker(name, args, extra = {}, fails = 0) {
  const log = openSync(join(home, 'logs', `${name}.log`), 'a')
  const preload = ['with-parent', ...(name === 'web' ? ['web'] : [])].map((file) => `--import=${join(root, 'workers', `${file}.mjs`)}`).join(' ')
  const child = spawn(node(), args, {
    cwd: root,
    env: childEnv({
      NODE_ENV: 'production',
      ...env,
      ...extra,
      NODE_OPTIONS: `${name === 'web' ? webOptions : ''} ${process.env.NODE_OPTIONS ?? ''} ${preload} --disable-warning=ExperimentalWarning`.trim(),
    }),
    stdio: ['ignore', log, log, 'ipc'],
    detached: true,
  })
  closeSync(log)
  const started = Date.now()
  children.set(name, child)
  child.once('error', (error) => console.error(`${name}: ${error.message}`))
  child.once('exit', (code, signal) => {
    children.delete(name)
    if (stopping) return
    const quick = Date.now() - started < 5000 ? fails + 1 : 0
    if (quick > 5) return void stop(1).then(() => fail(new Plain(`${name} does not stay up. Its log is ${join(home, 'logs', `${name}.log`)}`)))
    console.log(`${name} ended (${signal ?? code}); starting it again.`)
    setTimeout(() => !stopping && startWorker(name, args, extra, quick), 200 * 2 ** quick)
  })
  if (existsSync(pidFile)) writeFileSync(pidFile, JSON.stringify({ ...readJson(pidFile), children: pids() }))
}

async function ready(port) {
  const until = Date.now() + 90_000
  for (;;) {
    const health = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(20_000) }).then(
      (r) => (r.ok ? r.json() : undefined),
      () => undefined,
    )
    if (health?.ready && health.workers > 0) return
    if (Date.now() > until) throw new Plain(`Hearth did not become ready. The logs are in ${join(home, 'logs')}.`)
    await new Promise((done) => setTimeout(done, 100))
  }
}

function onSignal() {
  if (stopping) {
    for (const child of children.values()) end(child.pid, 'SIGKILL')
    process.exit(130)
  }
  console.log('\nStopping …')
  stop(0).then(() => process.exit(0))
}

/** Hands over and ends everything this start began, once. */
async function stop() {
  if (stopping) return
  stopping = true
  const open = [...children.values()]
  for (const child of open) end(child.pid, 'SIGTERM')
  const gone = Promise.all(open.map((child) => child.exitCode !== null || child.signalCode !== null || new Promise((done) => child.once('exit', done))))
  const hurry = setTimeout(() => {
    for (const child of open) end(child.pid, 'SIGKILL')
  }, 6000)
  await gone
  clearTimeout(hurry)
  if (postgresPid) {
    end(postgresPid, 'SIGINT')
    for (let i = 0; i < 200 && isAlive(postgresPid); i++) await new Promise((done) => setTimeout(done, 50))
  }
  if (readJson(pidFile)?.pid === process.pid) rmSync(pidFile, { force: true })
}

function pids() {
  return [...children.values()].map((child) => child.pid).filter(Boolean)
}

function end(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // gone already
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** A live process that is ours: pids are used again after a restart of the machine. */
function isOurs(pid, mark) {
  if (!pid || !isAlive(pid)) return false
  try {
    if (process.platform !== 'linux') return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(mark)
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(mark) || readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HEARTH_HOME=${home}`)
  } catch {
    return false
  }
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}

function isFree(port) {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false)).listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
}

async function freePort(from) {
  for (let port = from; port < from + 200; port++) if (await isFree(port)) return port
  throw new Plain(`No free port from ${from} on.`)
}
