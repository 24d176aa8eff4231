import type { Card, Catalogue } from '../../../server/engine/card.ts'
import type { Flow, Wire } from '../../../server/engine/flow.ts'
import { nestingOf } from '../../../server/engine/nesting.ts'
import { cardIn } from './card-in.ts'
import { freshId, wireId, withNode, withoutWires } from './flow-edit.ts'
import { freePlace } from './free-place.ts'
import { enters, placed } from './inside.ts'
import { fittingPort, judgeWire } from './judge-wire.ts'
import { type End, portOf, wireBetween } from './ports.ts'

/** The flow with the wire, with what it replaces gone and a converter between when one is needed. */
export function connected(flow: Flow, wire: Wire, catalogue: Catalogue): Flow | null {
  const verdict = judgeWire(flow, catalogue, wire)
  if (!verdict.ok) return null
  const free = verdict.replaces ? withoutWires(flow, new Set([wireId(verdict.replaces)])) : flow
  const card = verdict.through === undefined ? undefined : catalogue.get(verdict.through)
  const entering = enters(free, catalogue, wire)
  if (!card) return { ...(entering ? placed(free, entering.node, entering.container) : free), wires: [...free.wires, wire] }
  const a = free.nodes[wire.from.node]?.position ?? { x: 0, y: 0 }
  const b = free.nodes[wire.to.node]?.position ?? a
  const id = freshId(card.id, (name) => name in free.nodes)
  const nesting = nestingOf(free)
  const container = (entering ? undefined : nesting.scopeOf(wire.from.node)) ?? undefined
  const between = withNode(free, id, {
    block: card.id,
    version: card.version,
    inputs: {},
    ...(container === undefined ? {} : { parent: container }),
    position: freePlace(free, catalogue, card, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }),
  })
  const half = attached(between, id, card, { side: 'output', ...wire.from }, catalogue)
  const whole = attached(half, id, card, { side: 'input', ...wire.to }, catalogue)
  return whole.wires.length === free.wires.length + 2 ? whole : null
}

/** Wires a new node to a loose end; unwired when nothing fits. */
export function attached(flow: Flow, id: string, card: Card, from: End, catalogue: Catalogue): Flow {
  const node = flow.nodes[from.node]
  const around = node && cardIn(flow, catalogue, from.node)
  const port = around && portOf(around, from.side, from.port)
  if (!port) return flow
  const name = port.control && port.name !== 'error' ? (from.side === 'output' ? 'after' : 'done') : fittingPort(card, { side: from.side, schema: port.schema })
  const wire = name && wireBetween(from, { side: from.side === 'output' ? 'input' : 'output', node: id, port: name })
  return wire ? (connected(flow, wire, catalogue) ?? flow) : flow
}

/** Puts a new node into a wire: both halves, or the wire stays as it was. */
export function insertedInto(flow: Flow, id: string, card: Card, wire: Wire, catalogue: Catalogue): Flow {
  const open = withoutWires(flow, new Set([wireId(wire)]))
  const left = attached(open, id, card, { side: 'output', ...wire.from }, catalogue)
  const both = attached(left, id, card, { side: 'input', ...wire.to }, catalogue)
  return both.wires.length === flow.wires.length + 1 ? both : flow
}
