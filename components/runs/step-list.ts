import type { Flow } from '../../server/engine/flow.ts'
import type { NodeState, RunState, WaitState } from '../../server/engine/run-state.ts'
import { isWhole, nodeOfPath } from './lights-of.ts'

export type Step = {
  node: NodeState
  /** Title of the node on the canvas, or what a composite block called this part. */
  title: string
  /** 0 for a node of the flow, 1 for what its block called, and so on. */
  depth: number
  /** Which turn of its loop it belongs to, from 1; null outside of loops. */
  turn: number | null
  /** Other steps are part of it. */
  hasParts: boolean
  waits: WaitState[]
}

/** The steps of a run as people read them: in the order they began, each followed by its own parts. Skipped ones last. */
export function stepsOf(state: RunState, flow: Flow, titleOfBlock: (block: string) => string | undefined): Step[] {
  const waits = Object.groupBy(Object.values(state.waits), ({ path }) => path)
  const known = { ...state.nodes }
  for (const { path } of Object.values(state.waits)) known[path] ??= { path, status: 'waiting', retries: 0, logs: [] }
  const children = Object.groupBy(Object.values(known), ({ path }) => parentIn(known, path) ?? '')

  function below(parent: string, depth: number): Step[] {
    const here = (children[parent] ?? []).filter(({ path }) => path !== parent)
    const ordered = [...here.filter(({ status }) => status !== 'skipped'), ...here.filter(({ status }) => status === 'skipped')]
    return ordered.flatMap((node) => {
      const own = waits[node.path] ?? []
      const open = own.some(({ status }) => status === 'open')
      const shown: NodeState = open ? { ...node, status: 'waiting' } : own.length > 0 && node.status === 'waiting' ? { ...node, status: 'done' } : node
      return [
        { node: shown, title: titleOf(node, own), depth, turn: turnIn(flow, node.path), hasParts: (children[node.path] ?? []).length > 0, waits: own },
        ...below(node.path, depth + 1),
      ]
    })
  }

  function titleOf({ path, block, toolCall }: NodeState, asked: WaitState[]): string {
    const place = isWhole(flow, path) ? flow.nodes[nodeOfPath(flow, path)] : undefined
    if (place) return place.title ?? titleOfBlock(place.block) ?? place.block
    const question = asked[0]?.question.title
    if (question) return question
    const [id, part] = block?.split(':') ?? []
    const named = id === undefined ? undefined : titleOfBlock(id)
    if (named) return part ? `${named}, ${part}` : named
    return toolCall?.name ?? path.slice(path.lastIndexOf('/') + 1)
  }

  return below('', 0)
}

/** The nearest step above this path: not every part of a path is a step of its own. */
function parentIn(nodes: Record<string, NodeState>, path: string): string | undefined {
  for (let cut = path.lastIndexOf('/'); cut > 0; cut = path.lastIndexOf('/', cut - 1)) if (nodes[path.slice(0, cut)]) return path.slice(0, cut)
  return undefined
}

const loops = ['control.for-each', 'control.map', 'control.repeat', 'control.retry']

function turnIn(flow: Flow, path: string): number | null {
  const container = flow.nodes[nodeOfPath(flow, path)]?.parent
  if (container === undefined || !isWhole(flow, path) || !loops.includes(flow.nodes[container]?.block ?? '')) return null
  return Number(path.split('/').at(-2)) + 1
}
