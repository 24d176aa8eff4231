import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow, Wire } from '../../../server/engine/flow.ts'
import type { Problem } from '../../../server/engine/plan.ts'
import { sourcesFor } from './choices.ts'
import type { Gesture } from './editor-state.ts'
import { wireId } from './flow-edit.ts'
import { judgeWire } from './judge-wire.ts'
import { titleOf } from './ports.ts'

/** What one press does about a problem: gestures, so that undo takes it back. */
export type Fix = { label: string; gestures: Gesture[] }

/** The fix of a problem, where there is one that loses nothing a person would miss. */
export function fixFor(problem: Problem, flow: Flow, catalogue: Catalogue): Fix | null {
  const { node, port, wire: at } = problem
  const wire = at === undefined ? undefined : flow.wires[at]
  const name = (id: string): string => {
    const placed = flow.nodes[id]
    return placed ? titleOf(placed, catalogue.get(placed.block)) : id
  }
  switch (problem.code) {
    case 'type-mismatch':
      return wire ? (converted(wire, flow, catalogue) ?? cut(wire)) : null
    case 'two-wires':
    case 'unknown-node':
      return wire ? cut(wire) : null
    case 'unknown-port':
      if (wire) return cut(wire)
      return node && port ? { label: 'Remove what it held', gestures: [{ kind: 'set-input', node, port, value: undefined }] } : null
    case 'bad-literal':
      return node && port && flow.nodes[node]?.inputs[port] ? { label: 'Clear it', gestures: [{ kind: 'set-input', node, port, value: undefined }] } : null
    case 'missing-input': {
      const [only, ...others] = node && port ? sourcesFor(flow, catalogue, node, port) : []
      return only && others.length === 0 ? { label: `Take it from ${only.title} · ${only.port}`, gestures: [{ kind: 'draw', wire: only.wire }] } : null
    }
    case 'unknown-block':
      return node ? { label: 'Remove this block', gestures: [{ kind: 'select', nodes: [node] }, { kind: 'delete' }] } : null
    case 'many-triggers': {
      const [first, ...others] = problem.nodes ?? []
      return first && others.length > 0 ? { label: `Keep ${name(first)}, switch off the others`, gestures: [{ kind: 'switch-off', nodes: others }] } : null
    }
    case 'bad-port': {
      const [first, ...others] = problem.nodes ?? []
      return first && others.length > 0 ? { label: `Keep ${name(first)}, switch off the others`, gestures: [{ kind: 'switch-off', nodes: others }] } : null
    }
    case 'cycle': {
      const [from, to] = [problem.nodes?.at(-1), problem.nodes?.[0]]
      const closing = flow.wires.find((one) => one.from.node === from && one.to.node === to)
      return closing ? { ...cut(closing), label: `Cut the wire from ${name(closing.from.node)} to ${name(closing.to.node)}` } : null
    }
    case 'bad-limit':
      return { label: 'Take the limit off', gestures: [{ kind: 'limit-runs', concurrency: undefined }] }
    case 'bad-container':
      return wire
        ? cut(wire)
        : node && flow.nodes[node]?.parent !== undefined
          ? { label: 'Move it out', gestures: [{ kind: 'place', node, container: undefined }] }
          : null
    case 'bad-tool':
    case 'bad-expression':
    case 'bad-retry':
    case 'newer-version':
    case 'too-large':
      return null
  }
}

const cut = (wire: Wire): Fix => ({ label: 'Remove the wire', gestures: [{ kind: 'cut', wires: [wireId(wire)] }] })

function converted(wire: Wire, flow: Flow, catalogue: Catalogue): Fix | null {
  const without = { ...flow, wires: flow.wires.filter((one) => one !== wire) }
  const verdict = judgeWire(without, catalogue, wire)
  const through = verdict.ok && verdict.through !== undefined ? catalogue.get(verdict.through) : undefined
  return through ? { label: `Put ${through.title} between`, gestures: [{ kind: 'redraw', old: wire, wire }] } : null
}
