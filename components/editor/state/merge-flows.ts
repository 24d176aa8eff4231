import { controlInput, type Flow, type FlowNode, type Wire } from '../../../server/engine/flow.ts'
import { freshId, sameData, wireId } from './flow-edit.ts'

/** Where both sides changed the same thing to different ends. */
export type Overlap = { node: string; what: string }
export type Merge = { flow: Flow; overlaps: Overlap[] }

/**
 * Lays two edits of one document together: everything only one side touched is kept, and where both touched the same
 * field `prefer` wins and the overlap is told. Positions never count as an overlap. A block one side deleted and the other
 * worked on stays.
 */
export function mergeFlows(base: Flow, mine: Flow, theirs: Flow, prefer: 'mine' | 'theirs' = 'mine'): Merge {
  const own = withoutClashes(base, mine, theirs)
  const overlaps: Overlap[] = []
  const nodes: Record<string, FlowNode> = {}
  for (const id of new Set([...Object.keys(base.nodes), ...Object.keys(theirs.nodes), ...Object.keys(own.nodes)])) {
    const node = mergedNode(id, base.nodes[id], own.nodes[id], theirs.nodes[id], prefer, overlaps)
    if (node) nodes[id] = node
  }
  const wires = mergedWires(base, own, theirs, prefer, overlaps).filter((wire) => wire.from.node in nodes && wire.to.node in nodes)
  const theirsCount = !sameData(theirs.concurrency, base.concurrency) && (prefer === 'theirs' || sameData(mine.concurrency, base.concurrency))
  const concurrency = theirsCount ? theirs.concurrency : mine.concurrency
  return { flow: { schema: 1, nodes, wires, ...(concurrency ? { concurrency } : {}) }, overlaps }
}

function mergedNode(
  id: string,
  base: FlowNode | undefined,
  mine: FlowNode | undefined,
  theirs: FlowNode | undefined,
  prefer: 'mine' | 'theirs',
  overlaps: Overlap[],
): FlowNode | undefined {
  if (!base) return mine ?? theirs
  if (!mine || !theirs) {
    const left = mine ?? theirs
    if (!left || sameButForPlace(left, base)) return undefined
    overlaps.push({ node: id, what: mine ? 'deleted there, changed here' : 'changed there, deleted here' })
    return left
  }
  const pick = <T>(was: T, ours: T, other: T, what: string | null): T => {
    if (sameData(ours, was)) return other
    if (sameData(other, was) || sameData(ours, other)) return ours
    if (what !== null) overlaps.push({ node: id, what })
    return what === null || prefer === 'mine' ? ours : other
  }
  const inputs = Object.fromEntries(
    [...new Set([...Object.keys(base.inputs), ...Object.keys(theirs.inputs), ...Object.keys(mine.inputs)])]
      .map((port) => [port, pick(base.inputs[port], mine.inputs[port], theirs.inputs[port], port)] as const)
      .filter((entry): entry is [string, NonNullable<(typeof entry)[1]>] => entry[1] !== undefined),
  )
  const [block, version] = pick([base.block, base.version], [mine.block, mine.version], [theirs.block, theirs.version], 'block')
  const node: FlowNode = { block: block as string, version: version as number, inputs, position: pick(base.position, mine.position, theirs.position, null) }
  const title = pick(base.title, mine.title, theirs.title, 'title')
  const note = pick(base.note, mine.note, theirs.note, 'note')
  const disabled = pick(base.disabled ?? false, mine.disabled ?? false, theirs.disabled ?? false, 'switched off')
  const parent = pick(base.parent, mine.parent, theirs.parent, 'container')
  const ports = pick(base.ports, mine.ports, theirs.ports, 'ports')
  const timeoutMs = pick(base.timeoutMs, mine.timeoutMs, theirs.timeoutMs, 'time limit')
  const retry = pick(base.retry, mine.retry, theirs.retry, 'retry')
  return {
    ...node,
    ...(title === undefined ? {} : { title }),
    ...(note === undefined ? {} : { note }),
    ...(disabled ? { disabled } : {}),
    ...(parent === undefined ? {} : { parent }),
    ...(ports === undefined ? {} : { ports }),
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
    ...(retry === undefined ? {} : { retry }),
  }
}

function mergedWires(base: Flow, mine: Flow, theirs: Flow, prefer: 'mine' | 'theirs', overlaps: Overlap[]): Wire[] {
  const was = named(base.wires)
  const ours = named(mine.wires)
  const other = named(theirs.wires)
  const kept = [...new Map([...was, ...other, ...ours])].filter(([id]) => (was.has(id) ? ours.has(id) && other.has(id) : true))
  const ports = new Map<string, Wire>()
  for (const [id, wire] of kept) {
    const port = wire.to.port === controlInput ? id : `${wire.to.node}.${wire.to.port}`
    const rival = ports.get(port)
    if (rival) overlaps.push({ node: wire.to.node, what: wire.to.port })
    const wins = !rival || (prefer === 'mine' ? ours.has(id) && !was.has(id) : other.has(id) && !was.has(id))
    if (wins) ports.set(port, wire)
  }
  return [...ports.values()]
}

/** Both sides added a block under one name: ours takes another, wires along. */
function withoutClashes(base: Flow, mine: Flow, theirs: Flow): Flow {
  const clashing = Object.keys(mine.nodes).filter((id) => !base.nodes[id] && theirs.nodes[id] && !sameData(theirs.nodes[id], mine.nodes[id]))
  if (clashing.length === 0) return mine
  const names = new Map<string, string>()
  for (const id of clashing)
    names.set(
      id,
      freshId(mine.nodes[id]?.block ?? id, (name) => name in mine.nodes || name in theirs.nodes || name in base.nodes || [...names.values()].includes(name)),
    )
  const name = (id: string): string => names.get(id) ?? id
  return {
    ...mine,
    nodes: Object.fromEntries(Object.entries(mine.nodes).map(([id, node]) => [name(id), node])),
    wires: mine.wires.map(({ from, to }) => ({ from: { ...from, node: name(from.node) }, to: { ...to, node: name(to.node) } })),
  }
}

function sameButForPlace(a: FlowNode, b: FlowNode): boolean {
  return sameData({ ...a, position: null }, { ...b, position: null })
}

function named(wires: readonly Wire[]): Map<string, Wire> {
  return new Map(wires.map((wire) => [wireId(wire), wire]))
}
