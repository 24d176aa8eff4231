// `npm run test:nightly`: the crash tests of random programs, ten times as long. Takes half an hour or more.
import { ensureGenerated, ensureInstalled, fail, show } from '../workers/setup.mjs'

async function main() {
  await ensureInstalled()
  await ensureGenerated()
  const sizes = { HEARTH_CRASH_PROGRAMS: '1000', HEARTH_CRASH_PROGRAM_KILLS: '500' }
  const given = Object.fromEntries(Object.keys(sizes).flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
  process.exit(await show('node_modules/.bin/vitest', ['run', '--project', 'crash', 'random-programs'], { ...sizes, ...given }))
}

main().catch(fail)
