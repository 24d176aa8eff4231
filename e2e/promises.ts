import { existsSync, globSync, readFileSync } from 'node:fs'
import { requirements } from './requirements.ts'

/**
 * `npm run requirements`: each promise, the tests that prove it, and how they ended in the last `npm test`.
 * With --check only what is wrong: a promise nobody proves, a proof of no promise.
 */
const proofs = new Map<string, string[]>()
for (const file of globSync('{server,components,workers,e2e}/**/*.{test.ts,test.tsx,spec.ts,suite.ts}', { exclude: ['**/node_modules/**'] }).sort()) {
  for (const [, id] of readFileSync(file, 'utf8').matchAll(/['"`]\[([a-z][a-z0-9.-]*\.[a-z0-9-]+)\]/g)) {
    if (id) proofs.set(id, [...new Set([...(proofs.get(id) ?? []), file])])
  }
}
const unproved = Object.keys(requirements).filter((id) => !proofs.has(id))
const unknown = [...proofs.keys()].filter((id) => !(id in requirements))

if (process.argv.includes('--check')) {
  for (const id of unproved) console.error(`No test proves ${id}: ${requirements[id]}`)
  for (const id of unknown) console.error(`${proofs.get(id)?.join(', ')} proves ${id}, which e2e/requirements.ts does not promise.`)
  console.log(`${Object.keys(requirements).length} promises, ${unproved.length} without a proof, ${unknown.length} proofs of no promise.`)
  process.exit(unproved.length + unknown.length === 0 ? 0 : 1)
}

const results = lastResults()
for (const [id, sentence] of Object.entries(requirements)) {
  const state = results.get(id) ?? (proofs.has(id) ? 'not run yet' : 'NO PROOF')
  console.log(`${state.padEnd(12)} ${id.padEnd(34)} ${sentence}\n${' '.repeat(13)}${(proofs.get(id) ?? []).join(', ')}`)
}

/** Ends of the tests that name a promise, from the reports of the last `npm test`: failed wins over passed. */
function lastResults(): Map<string, string> {
  const found = new Map<string, string>()
  for (const file of ['unit', 'db', 'crash'].map((name) => `test-results/${name}.json`).filter((name) => existsSync(name))) {
    const report = JSON.parse(readFileSync(file, 'utf8')) as { testResults: { assertionResults: { fullName: string; status: string }[] }[] }
    for (const test of report.testResults.flatMap((one) => one.assertionResults)) note(test.fullName, test.status === 'passed')
  }
  if (existsSync('test-results/e2e.json')) {
    type Suite = { specs?: { title: string; ok: boolean }[]; suites?: Suite[] }
    const walk = (suite: Suite): void => {
      for (const spec of suite.specs ?? []) note(spec.title, spec.ok)
      for (const inner of suite.suites ?? []) walk(inner)
    }
    for (const suite of (JSON.parse(readFileSync('test-results/e2e.json', 'utf8')) as { suites: Suite[] }).suites) walk(suite)
  }
  return found

  function note(title: string, passed: boolean): void {
    for (const [, id] of title.matchAll(/\[([a-z][a-z0-9.-]*\.[a-z0-9-]+)\]/g)) {
      if (id && found.get(id) !== 'FAILED') found.set(id, passed ? 'proved' : 'FAILED')
    }
  }
}
