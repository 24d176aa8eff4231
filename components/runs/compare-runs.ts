import type { NodeState, RunState } from '../../server/engine/run-state.ts'

/** How a step went in one run and in another. `differs` names what is not the same; times are told, and never count as a difference. */
export type Compared = { path: string; a?: NodeState; b?: NodeState } & (
  | { kind: 'only-a' | 'only-b' | 'same' }
  | { kind: 'different'; differs: ('status' | 'input' | 'output' | 'error')[] }
)

/** Two runs step by step: those of the first in their order, then what only the second has. */
export function compareRuns(a: RunState, b: RunState): Compared[] {
  const paths = [...new Set([...Object.keys(a.nodes), ...Object.keys(b.nodes)])]
  return paths.flatMap((path): Compared[] => {
    const [one, other] = [a.nodes[path], b.nodes[path]]
    if (!one) return other ? [{ path, b: other, kind: 'only-b' }] : []
    if (!other) return [{ path, a: one, kind: 'only-a' }]
    const differs = (['status', 'input', 'output', 'error'] as const).filter((part) => !same(one[part], other[part]))
    return [differs.length > 0 ? { path, a: one, b: other, kind: 'different', differs } : { path, a: one, b: other, kind: 'same' }]
  })
}

/** As data: the order of keys does not matter. */
function same(one: unknown, other: unknown): boolean {
  return text(one) === text(other)
}

function text(value: unknown): string {
  return (
    JSON.stringify(value, (_, held: unknown) =>
      typeof held === 'object' && held !== null && !Array.isArray(held) ? Object.fromEntries(Object.entries(held).sort(([x], [y]) => (x < y ? -1 : 1))) : held,
    ) ?? ''
  )
}
