import type { Flow } from './flow.ts'

/**
 * How a wire (or an expression) lies among containers.
 * within: between two members of one scope; `to` is the member that holds the node it leads to, or that node itself.
 * in: from a container to what it holds · back: from a node to its own container · out: it leaves a container, which no wire may.
 */
export type Passage = { kind: 'within'; scope: string | null; from: string; to: string } | { kind: 'in' } | { kind: 'back' } | { kind: 'out' }

export type Nesting = {
  /** The containers around a node, nearest first. None when there is a circle of them. */
  around: (node: string) => readonly string[]
  /** The container a node lies in; null: the flow itself. */
  scopeOf: (node: string) => string | null
  passage: (from: string, to: string) => Passage
  /** Disabled, or in something disabled. */
  isOff: (node: string) => boolean
  /** Nodes that lie in a circle of containers. */
  circling: (node: string) => boolean
}

const none: readonly string[] = []

/** Which nodes lie in which, read from `parent` alone: whether those may hold anything is for the check to say. */
export function nestingOf(flow: Flow): Nesting {
  const known = new Map<string, readonly string[]>()
  const nodeOf = (id: string) => (Object.hasOwn(flow.nodes, id) ? flow.nodes[id] : undefined)

  function around(id: string): readonly string[] {
    if (nodeOf(id)?.parent === undefined) return none
    const before = known.get(id)
    if (before) return before
    const walked = climb(id)
    const found = walked.circle ? none : walked.path
    known.set(id, found)
    return found
  }

  function climb(id: string): { path: string[]; circle: boolean } {
    const path = new Set<string>()
    for (let at = nodeOf(id)?.parent; at !== undefined && nodeOf(at); at = nodeOf(at)?.parent) {
      if (path.has(at)) return { path: [...path], circle: true }
      path.add(at)
    }
    return { path: [...path], circle: false }
  }

  const scopeOf = (id: string): string | null => around(id)[0] ?? null

  function passage(from: string, to: string): Passage {
    const source = around(from)
    const target = around(to)
    if (target.includes(from)) return { kind: 'in' }
    if (source.includes(to)) return source[0] === to ? { kind: 'back' } : { kind: 'out' }
    const scope = source[0] ?? null
    // Of the target's containers the one that lies in the source's scope, else the target itself.
    const at = scope === null ? target.length : target.indexOf(scope)
    if (at < 0) return { kind: 'out' }
    return { kind: 'within', scope, from, to: target[at - 1] ?? to }
  }

  return {
    around,
    scopeOf,
    passage,
    isOff: (id) => [id, ...around(id)].some((each) => nodeOf(each)?.disabled),
    circling: (id) => climb(id).path.includes(id),
  }
}
