// `npm run check`: types, lint, house rules, dead code, promises. Every part runs; all failures are shown at the end.
import { ensureGenerated, ensureInstalled, fail, show } from '../workers/setup.mjs'

const parts = [
  ['types', 'node_modules/.bin/tsc', ['--noEmit']],
  ['lint', 'node_modules/.bin/biome', ['check', '--error-on-warnings', '.']],
  ['house rules', process.execPath, ['e2e/house.mjs']],
  ['dead code', 'node_modules/.bin/knip', ['--no-config-hints']],
  ['promises', 'node_modules/.bin/node', ['e2e/promises.ts', '--check']],
]

async function main() {
  await ensureInstalled()
  await ensureGenerated()
  const failed = []
  for (const [name, command, args] of parts) {
    console.log(`\n── ${name}`)
    if ((await show(command, args)) !== 0) failed.push(name)
  }
  console.log(failed.length === 0 ? `\nAll ${parts.length} checks hold.` : `\nNot in order: ${failed.join(', ')}.`)
  process.exit(failed.length === 0 ? 0 : 1)
}

main().catch(fail)
