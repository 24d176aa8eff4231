// Runs the house rules and refuses an empty reading: a parser that silently sees nothing would pass everything.
import { cruise } from 'dependency-cruiser'
import rules from './house-rules.mjs'

const folders = ['app', 'components', 'server', 'workers', 'e2e']
const { output } = await cruise(folders, { ruleSet: rules, validate: true, ...rules.options, outputType: 'json' })
const { modules, summary } = JSON.parse(output)
const own = modules.filter((module) => /^(app|components|server|workers|e2e)\//.test(module.source))
const wired = own.filter((module) => module.dependencies.length > 0)
for (const { rule, from, to, comment } of summary.violations) console.error(`${rule.name}: ${from} → ${to}${comment ? `\n  ${comment}` : ''}`)
if (own.length < 50 || wired.length < own.length / 3) {
  console.error(`Only ${own.length} modules with ${wired.length} importing anything were read: the parser misses the sources.`)
  process.exit(1)
}
console.log(`${own.length} modules, ${summary.totalDependenciesCruised} imports, ${summary.violations.length} rules broken.`)
process.exit(summary.violations.length === 0 ? 0 : 1)
