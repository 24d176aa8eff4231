import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Starts the product once for all journeys, in a new home, by the same script people use. */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.HEARTH_E2E_URL) return undefined // somebody runs it already
  const home = mkdtempSync(join(tmpdir(), 'hearth-journeys-'))
  const child = spawn(process.execPath, ['workers/start.mjs'], {
    env: { ...process.env, HEARTH_HOME: home, PORT: '3210', HEARTH_LEASE_TTL_MS: '3000' },
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  })
  let said = ''
  await new Promise<void>((ready, failed) => {
    child.stdout.on('data', (text: Buffer) => {
      said += text
      if (said.includes('Hearth is ready')) ready()
    })
    child.once('exit', (code) => failed(new Error(`npm start ended with ${code}:\n${said}`)))
  })
  process.env.HEARTH_E2E_HOME = home
  return async () => {
    const gone = new Promise((done) => child.once('exit', done))
    child.kill('SIGINT')
    await gone
    rmSync(home, { recursive: true, force: true })
  }
}
