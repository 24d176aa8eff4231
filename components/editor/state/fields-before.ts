import type { Catalogue } from '../../../server/engine/card.ts'
import { expressionName } from '../../../server/engine/expression.ts'
import { expressionScope } from '../../../server/engine/expression-scope.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import type { Json } from '../../../server/kernel/json.ts'
import { cardIn } from './card-in.ts'
import { titleOf } from './ports.ts'
import { shortText } from './preview.ts'

/** Something that stood before a block when it ran. `source` is how an expression reads it. */
export type FieldBefore = { source: string; block: string; path: string; value: string }

const most = 80
const deepest = 3
const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/

/** What a block can read, as it was in a run: each output, and the fields within. */
export function fieldsBefore(node: string, flow: Flow, catalogue: Catalogue, values: Readonly<Record<string, Json>>): FieldBefore[] {
  const scope = expressionScope(node, flow, catalogue)
  const titles = new Map(Object.entries(flow.nodes).map(([id, one]) => [expressionName(id), titleOf(one, cardIn(flow, catalogue, id))]))
  const found: FieldBefore[] = []
  const add = (name: string, path: readonly string[], value: Json): void => {
    if (found.length >= most) return
    if (path.length > 0) found.push({ source: [name, ...path].join('.'), block: titles.get(name) ?? name, path: path.join('.'), value: shortText(value) })
    if (path.length > deepest || typeof value !== 'object' || value === null || Array.isArray(value)) return
    for (const [field, inner] of Object.entries(value))
      if (plainName.test(field) && (path.length > 0 || field in (scope[name] ?? {}))) add(name, [...path, field], inner)
  }
  for (const name of Object.keys(scope)) {
    const value = values[name]
    if (value !== undefined) add(name, [], value)
  }
  return found
}
