import type { Catalogue } from '../../../server/engine/card.ts'
import { expressionName } from '../../../server/engine/expression.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { nestingOf } from '../../../server/engine/nesting.ts'
import type { RunState } from '../../../server/engine/run-state.ts'
import type { Json, JsonObject } from '../../../server/kernel/json.ts'

/** What a node in this place would have read of the others in a run, by the names expressions use. In a loop: its first turn. */
export function valuesOfRun(node: string, flow: Flow, catalogue: Catalogue, run: RunState): Record<string, Json> {
  const nesting = nestingOf(flow)
  const values: Record<string, Json> = {}
  for (const id of Object.keys(flow.nodes)) {
    const { kind } = nesting.passage(id, node)
    const place = run.nodes[firstPath(id, nesting.around(id))]
    const value =
      kind === 'in' ? insideOf(catalogue.get(flow.nodes[id]?.block ?? '')?.inside?.outputs.map(({ name }) => name) ?? [], place?.input) : place?.output
    if (isObject(value) && (kind === 'in' || kind === 'within')) values[expressionName(id)] = value
  }
  return values
}

/** The path of a node the first time it is walked: `each/0/child`. */
function firstPath(id: string, around: readonly string[]): string {
  return [...[...around].reverse().flatMap((container) => [container, '0']), id].join('/')
}

/** What a loop gives inside is in no event, but follows from what it was given. */
function insideOf(ports: string[], input: Json | undefined): JsonObject | undefined {
  const items = isObject(input) ? input.items : undefined
  if (!ports.includes('item') || !Array.isArray(items) || items[0] === undefined) return undefined
  return { item: items[0], index: 0 }
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
