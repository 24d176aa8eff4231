import type { PortSchema } from './card.ts'
import { checkExpressionOver, type ExpressionScope, nodeType } from './expression-check.ts'
import { functions } from './expression-functions.ts'
import { listMacros } from './expression-parse.ts'
import { alternatives, propertiesOf } from './schema-shape.ts'
import { describe } from './schema-words.ts'

/** What may stand at a place in an expression. Put `insert` in place of the source from `from` to `to`. */
export type Completion = { label: string; insert: string; from: number; to: number; kind: 'name' | 'field' | 'function'; detail: string }

/** For an editor: the names, fields and functions that fit what is written before `at`. Never throws: half a source is what it gets. */
export function completions(source: string, at: number, scope: ExpressionScope): Completion[] {
  return completionsOf(source, at, Object.fromEntries(Object.entries(scope).map(([name, ports]) => [name, nodeType(ports)])))
}

/** The same for names that stand for one value each, such as `item`. */
export function completionsOf(source: string, at: number, names: Record<string, PortSchema>): Completion[] {
  const before = source.slice(0, at)
  if (insideText(before)) return []
  const begun = /[A-Za-z_][A-Za-z0-9_]*$/.exec(before)?.[0] ?? ''
  const from = at - begun.length
  const after = /^[A-Za-z0-9_]*/.exec(source.slice(at))?.[0] ?? ''
  const place = { from, to: at + after.length }
  const fits = (label: string) => label.toLowerCase().startsWith(begun.toLowerCase())
  if (source.charAt(from - 1) === '.')
    return [...fieldsOf(holderBefore(source, from - 1), names), ...methods].filter(({ label }) => fits(label)).map((one) => ({ ...one, ...place }))
  const known = Object.entries(names).map(([name, type]) => ({ label: name, insert: name, kind: 'name' as const, detail: describe(type) }))
  return [...known, ...calls].filter(({ label }) => fits(label)).map((one) => ({ ...one, ...place }))
}

type Offer = Omit<Completion, 'from' | 'to'>

function fieldsOf(holder: string, names: Record<string, PortSchema>): Offer[] {
  const type = checkExpressionOver(holder, names)
  if (!type.ok) return []
  return alternatives(type.type)
    .flatMap(propertiesOf)
    .map(([name, schema]) => ({ label: name, insert: name, kind: 'field', detail: describe(schema) }))
}

function offered(isMethod: boolean, macros: Offer[]): Offer[] {
  const named = new Map(functions.filter(({ method }) => method === isMethod).map((one) => [one.name, one]))
  return [...macros, ...[...named.values()].map(({ name, help }) => ({ label: name, insert: `${name}(`, kind: 'function' as const, detail: help }))]
}

const macroHelp: Record<string, string> = {
  all: 'Is it true of every entry? list.all(x, x > 0)',
  exists: 'Is it true of an entry? list.exists(x, x > 0)',
  exists_one: 'Is it true of exactly one entry? list.exists_one(x, x > 0)',
  filter: 'The entries of which it is true. list.filter(x, x > 0)',
  map: 'Each entry made into something else. list.map(x, x * 2)',
}

const methods = offered(
  true,
  Object.keys(listMacros).map((name) => ({ label: name, insert: `${name}(`, kind: 'function', detail: macroHelp[name] ?? '' })),
)
const calls = offered(false, [{ label: 'has', insert: 'has(', kind: 'function', detail: 'Is the field there? has(order.note)' }])

/** The names, points and places that lead up to a point: `a.b[0]` of `1 + a.b[0].` */
function holderBefore(source: string, point: number): string {
  let begin = point
  while (begin > 0 && /[A-Za-z0-9_.[\]]/.test(source.charAt(begin - 1))) begin--
  return source.slice(begin, point).replace(/^[^A-Za-z_]*/, '')
}

function insideText(before: string): boolean {
  let open = ''
  for (let i = 0; i < before.length; i++) {
    const letter = before.charAt(i)
    if (open !== '' && letter === '\\') i++
    else if (open !== '') open = letter === open ? '' : open
    else if (letter === '"' || letter === "'") open = letter
  }
  return open !== ''
}
