// `npm run test:nightly`: random stories of shared flows, then the crash tests of random programs, ten times as long and more. Takes an hour or more.
import { ensureGenerated, ensureInstalled, fail, show } from '../workers/setup.mjs'

async function main() {
  await ensureInstalled()
  await ensureGenerated()
  const sizes = { HEARTH_CRASH_PROGRAMS: '1000', HEARTH_CRASH_PROGRAM_KILLS: '500' }
  const given = Object.fromEntries(Object.keys(sizes).flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])))
  const stories = { HEARTH_SHARED_STORIES: process.env.HEARTH_SHARED_STORIES ?? '3000' }
  const shared = await show('node_modules/.bin/vitest', ['run', '--project', 'unit', 'shared-flow.property'], stories)
  const programs = await show('node_modules/.bin/vitest', ['run', '--project', 'crash', 'random-programs'], { ...sizes, ...given })
  process.exit(shared || programs)
}

main().catch(fail)
