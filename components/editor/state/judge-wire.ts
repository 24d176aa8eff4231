import type { Card, Catalogue } from '../../../server/engine/card.ts'
import { controlInput, type Flow, type Wire } from '../../../server/engine/flow.ts'
import { nestingOf } from '../../../server/engine/nesting.ts'
import { type OutputTypes, outputTypes } from '../../../server/engine/output-types.ts'
import { canConnect } from '../../../server/engine/ports.ts'
import { cardIn } from './card-in.ts'
import { wireId } from './flow-edit.ts'
import { enters, misplaced } from './inside.ts'
import { type End, isControl, portOf, titleOf, wireBetween } from './ports.ts'
import { wireIndex } from './wire-index.ts'

/**
 * What would become of a wire. `replaces`: the wire it pushes out, since a port takes one. `through`: the block that has to stand
 * between, because the types differ but a converter exists.
 */
export type Verdict = { ok: true; replaces?: Wire; through?: string } | { ok: false; reason: string }

/** What is worked out once for many questions about one flow. */
type Known = { typeOf: OutputTypes; mayCircle: (node: string) => boolean }
const knownOf = (flow: Flow, catalogue: Catalogue): Known => ({ typeOf: outputTypes(flow, catalogue), mayCircle: () => true })

const no = (reason: string): Verdict => ({ ok: false, reason })

/** Would this wire hold? Asked while a wire is being drawn, and once more when it is let go. */
export function judgeWire(flow: Flow, catalogue: Catalogue, wire: Wire, known: Known = knownOf(flow, catalogue)): Verdict {
  const source = flow.nodes[wire.from.node]
  const target = flow.nodes[wire.to.node]
  if (!source || !target) return no('One end of this wire is gone.')
  if (wire.from.node === wire.to.node) return no('A block cannot feed itself.')
  const fromCard = cardIn(flow, catalogue, wire.from.node)
  const toCard = cardIn(flow, catalogue, wire.to.node)
  if (!fromCard || !toCard) return no('This installation does not have one of these blocks.')
  const from = portOf(fromCard, 'output', wire.from.port)
  const to = portOf(toCard, 'input', wire.to.port)
  if (!from || !to) return no('That port is not part of the block any more.')
  if (wireIndex(flow).placeOf(wireId(wire)) >= 0) return no('These two are wired already.')

  const astray = misplaced(flow, catalogue, wire)
  if (astray) return no(astray)
  const circle = known.mayCircle(wire.to.node) && known.mayCircle(wire.from.node) ? pathBetween(flow, wire.to.node, wire.from.node) : undefined
  if (circle) {
    const names = circle.map((id) => titleOf(flow.nodes[id] ?? source, catalogue.get(flow.nodes[id]?.block ?? '')))
    return no(`This would go round in a circle: ${[...names, names[0]].join(' → ')}.`)
  }
  if (to.control) return { ok: true }

  const gives = nestingOf(flow).passage(wire.from.node, wire.to.node).kind === 'in' || enters(flow, catalogue, wire)?.container === wire.from.node
  const fit = canConnect(known.typeOf(wire.from.node, wire.from.port, gives) ?? from.schema, to.schema, catalogue.values())
  if (!fit.ok) return no(sentence(fit.reason))
  const { through } = fit
  const replaces = wireIndex(flow).into(wire.to.node, wire.to.port)
  return { ok: true, ...(replaces ? { replaces } : {}), ...(through === undefined ? {} : { through }) }
}

/** Judges every other end for one loose end, quickly enough to light all ports of a large flow when a wire is picked up. */
export function judgeFrom(flow: Flow, catalogue: Catalogue, loose: End): (other: End) => Verdict | null {
  const circling = reachable(flow, loose.node, loose.side === 'output' ? 'up' : 'down')
  const known: Known = { typeOf: outputTypes(flow, catalogue), mayCircle: (node) => circling.has(node) }
  return (other) => {
    const wire = wireBetween(loose, other)
    return wire && judgeWire(flow, catalogue, wire, known)
  }
}

/** The first port of a new block that a loose wire's end fits: required inputs first, control ports never. */
export function fittingPort(card: Card, loose: { side: End['side']; schema: Record<string, unknown> }): string | undefined {
  if (loose.side === 'output') {
    if (card.trigger) return undefined
    const inputs = [...card.inputs].sort((a, b) => Number(b.required) - Number(a.required))
    return inputs.find((input) => card.fields[input.name]?.control !== 'tools' && canConnect(loose.schema, input.schema).ok)?.name
  }
  return card.outputs.find((output) => canConnect(output.schema, loose.schema).ok)?.name
}

/** The port of a node that a wire let go over the node's body should take: a free one that fits, wanted ones first. */
export function portUnder(flow: Flow, catalogue: Catalogue, loose: End, node: string): End | undefined {
  const card = cardIn(flow, catalogue, node)
  if (!card) return undefined
  const side = loose.side === 'output' ? 'input' : 'output'
  const names =
    side === 'input' ? [...card.inputs].sort((a, b) => Number(b.required) - Number(a.required)).map(({ name }) => name) : card.outputs.map(({ name }) => name)
  const ordered = isControl(loose.side, loose.port) && loose.port !== 'error' ? [side === 'input' ? controlInput : 'done'] : names
  const ends = ordered.map((port): End => ({ side, node, port }))
  const judge = judgeFrom(flow, catalogue, loose)
  const good = ends.flatMap((end) => {
    const verdict = judge(end)
    return verdict?.ok && !verdict.through ? [{ end, verdict }] : []
  })
  return (good.find(({ verdict }) => !verdict.replaces) ?? good[0])?.end
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${words.endsWith('.') ? '' : '.'}`
}

function reachable(flow: Flow, from: string, way: 'up' | 'down'): Set<string> {
  const next = neighbours(flow, way)
  const seen = new Set([from])
  for (const node of seen) for (const other of next.get(node) ?? []) seen.add(other)
  return seen
}

/** The shortest chain of nodes along wires from one node to another, both included. */
function pathBetween(flow: Flow, from: string, to: string): string[] | undefined {
  const next = neighbours(flow, 'down')
  const before = new Map<string, string | null>([[from, null]])
  for (const at of before.keys()) for (const other of next.get(at) ?? []) if (!before.has(other)) before.set(other, at)
  if (!before.has(to)) return undefined
  const path: string[] = []
  for (let step: string | null | undefined = to; step; step = before.get(step)) path.unshift(step)
  return path
}

function neighbours(flow: Flow, way: 'up' | 'down'): Map<string, string[]> {
  const next = new Map<string, string[]>()
  const nesting = nestingOf(flow)
  for (const { from, to } of flow.wires) {
    // What a container gives in and gets back is no circle.
    if (nesting.passage(from.node, to.node).kind !== 'within') continue
    const [a, b] = way === 'down' ? [from.node, to.node] : [to.node, from.node]
    const list = next.get(a)
    if (list) list.push(b)
    else next.set(a, [b])
  }
  return next
}
