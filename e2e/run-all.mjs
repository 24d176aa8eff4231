// `npm test`: all set-up, then every test. Plain Node 20 until it has installed what it needs.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt, ensureGenerated, ensureInstalled, fail, Plain, root, show, stage } from '../workers/setup.mjs'

const results = join(root, 'test-results')
const vitest = (project) => [
  'node_modules/.bin/vitest',
  ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=test-results/${project}.json`],
]

async function main() {
  const from = Date.now()
  await ensureInstalled()
  await ensureGenerated()
  rmSync(results, { recursive: true, force: true })
  mkdirSync(results, { recursive: true })
  const chromium = await ensureBrowser()
  const ends = []
  const timed = async (name, began, code) => ends.push({ name, ok: (await code) === 0, seconds: Math.round((Date.now() - began) / 1000) })
  const step = async (name, command, args, env) => {
    console.log(`\n══ ${name}`)
    await timed(name, Date.now(), show(command, args, env))
  }
  // These mostly wait, for leases to run out and processes to come back. What they print comes when they are done.
  const crashLog = join(results, 'crash.log')
  const crash = timed('crash', Date.now(), show(...vitest('crash'), {}, crashLog))
  await step('check: types, lint, house rules, dead code, promises', process.execPath, ['e2e/check.mjs'])
  await step('unit', ...vitest('unit'))
  await step('database and engine', ...vitest('db'))
  await ensureBuilt()
  await crash
  console.log(`\n══ crash (ran beside the others)\n${readFileSync(crashLog, 'utf8')}`)
  await step('browser journeys', 'node_modules/.bin/playwright', ['test'], { HEARTH_CHROMIUM: chromium })
  report(ends, from)
}

function report(ends, from) {
  let passed = 0
  let failed = 0
  for (const name of ['unit', 'db', 'crash']) {
    const file = join(results, `${name}.json`)
    if (!existsSync(file)) continue
    const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'))
    passed += numPassedTests
    failed += numFailedTests
  }
  const e2e = join(results, 'e2e.json')
  if (existsSync(e2e)) {
    const { stats } = JSON.parse(readFileSync(e2e, 'utf8'))
    passed += stats.expected
    failed += stats.unexpected + stats.flaky
  }
  console.log('')
  for (const { name, ok, seconds } of ends) console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  const broken = ends.filter((end) => !end.ok).length
  console.log(`\nAll in ${Math.round((Date.now() - from) / 1000)} s.\n${passed} passed, ${Math.max(failed, broken)} failed`)
  process.exit(broken === 0 ? 0 : 1)
}

/** A Chromium for the journeys: one that is there, else Debian's when we may install it, else Playwright's own. */
async function ensureBrowser() {
  const known = () =>
    [process.env.HEARTH_CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => path && existsSync(path))
  if (known()) return known()
  if (process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0) {
    await stage('Installing Chromium for the browser journeys (a minute)', async () => {
      const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
      spawnSync('apt-get', ['update', '-qq'], { env })
      const result = spawnSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-liberation'], { env, encoding: 'utf8' })
      if (result.status !== 0) throw new Plain(`Chromium could not be installed:\n${result.stderr}`)
    })
    if (known()) return known()
  }
  await stage("Installing Playwright's Chromium (a minute)", async () => {
    const result = spawnSync(join(root, 'node_modules/.bin/playwright'), ['install', '--with-deps', 'chromium'], { cwd: root, encoding: 'utf8' })
    if (result.status !== 0) throw new Plain(`No browser for the journeys. Install Chromium and set HEARTH_CHROMIUM to its path.\n${result.stderr}`)
  })
  return ''
}

main().catch(fail)
