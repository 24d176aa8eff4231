import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The whole product, started as `npm start` does, in a home of its own. */
export type Product = { home: string; url: string; stop: () => Promise<void> }

export async function startProduct(port: number, settings: Record<string, string> = {}): Promise<Product> {
  const home = mkdtempSync(join(tmpdir(), 'hearth-journeys-'))
  const child = spawn(process.execPath, ['workers/start.mjs'], {
    env: childEnv({
      HEARTH_HOME: home,
      PORT: String(port),
      HEARTH_LEASE_TTL_MS: '3000',
      HEARTH_SIGN_UPS_PER_HOUR: '1000',
      HEARTH_DEMO_PAUSE_MS: '60',
      ...settings,
    }),
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  await untilReady(child)
  return {
    home,
    url: `http://localhost:${port}`,
    async stop() {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGINT')
      await gone
      rmSync(home, { recursive: true, force: true })
    },
  }
}

/** Without what the test runner set for itself: the product chooses its own. */
function childEnv(settings: Record<string, string>): NodeJS.ProcessEnv {
  const env = { ...process.env, ...settings }
  return Object.fromEntries(Object.entries(env).filter(([name]) => name !== 'NODE_ENV' && name !== 'DATABASE_URL')) as NodeJS.ProcessEnv
}

function untilReady(child: ChildProcess): Promise<void> {
  let said = ''
  return new Promise<void>((ready, failed) => {
    child.stdout?.on('data', (text: Buffer) => {
      said += text
      if (said.includes('Hearth is ready')) ready()
    })
    child.once('exit', (code) => failed(new Error(`npm start ended with ${code}:\n${said}`)))
  })
}

/** Ends, as a power cut would, every run worker, the web process, the live process, or the database server. Answers how many processes died. */
export function cutOff({ home }: Product, what: 'run workers' | 'web' | 'live' | 'database'): number {
  const pids = what === 'database' ? [Number(readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])] : childrenOf(home, what)
  for (const pid of pids) process.kill(pid, 'SIGKILL')
  return pids.length
}

function childrenOf(home: string, what: 'run workers' | 'web' | 'live'): number[] {
  const { children } = JSON.parse(readFileSync(join(home, 'hearth.json'), 'utf8')) as { children: number[] }
  return children.filter((pid) => {
    const command = commandOf(pid)
    if (what !== 'web') return command.includes(what === 'live' ? 'workers/live.ts' : 'workers/run.ts')
    return command !== '' && !command.includes('workers/')
  })
}

/** Empty for a process that is gone. */
function commandOf(pid: number): string {
  try {
    return process.platform === 'linux'
      ? readFileSync(`/proc/${pid}/cmdline`, 'utf8')
      : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
