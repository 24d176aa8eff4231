import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Product } from '../product.test-kit.ts'

export type Web = {
  url: string
  /** kill -9. Started again at once; waits until it answers. */
  kill(): Promise<void>
  stop(): Promise<void>
}

/** A second web process of a running product, on its database. It is ours to kill, as often as we like: `npm start` gives up on a process that ends at once again and again. */
export async function startWeb({ home }: Product, port: number): Promise<Web> {
  const url = `http://localhost:${port}`
  const secret = readFileSync(join(home, 'secret'), 'utf8').trim()
  const postgresPort = readFileSync(join(home, 'postgres/postmaster.pid'), 'utf8').split('\n')[3]
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    NODE_ENV: 'production',
    NODE_OPTIONS: `--import=${join(process.cwd(), 'workers/with-parent.mjs')}`,
    DATABASE_URL: `postgresql://hearth@127.0.0.1:${postgresPort}/hearth`,
    HEARTH_HOME: home,
    HEARTH_SECRET: secret,
    NEXTAUTH_SECRET: secret,
    NEXTAUTH_URL: url,
    HEARTH_URL: url,
    HEARTH_SIGN_UPS_PER_HOUR: '1000',
    PORT: String(port),
    HOSTNAME: '127.0.0.1',
  }
  let child = await start()
  return {
    url,
    async kill() {
      await end(child)
      child = await start()
    },
    stop: () => end(child),
  }

  async function start(): Promise<ChildProcess> {
    const started = spawn(process.execPath, ['.next/standalone/server.js'], { env, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    while (!(await answers())) {
      if (started.exitCode !== null) throw new Error(`the web process ended with ${started.exitCode}`)
      await sleep(20)
    }
    return started
  }

  async function answers(): Promise<boolean> {
    return await fetch(`${url}/api/health`).then(
      (answer) => answer.ok,
      () => false,
    )
  }
}

async function end(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done))
  child.kill('SIGKILL')
  await gone
}
