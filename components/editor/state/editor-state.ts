import type { Card, Catalogue } from '../../../server/engine/card.ts'
import type { Concurrency, Flow, FlowNode, Group, InputValue, NodePort, Wire } from '../../../server/engine/flow.ts'
import { type Alignment, aligned } from './align.ts'
import { bendsAlong, bent, unbent } from './bends.ts'
import { freshId, moved, type Point, patched, sameFlow, wireId, withInput, withNode, withoutNodes, withoutWires, withPorts } from './flow-edit.ts'
import { cornerOf, type Fragment, fragmentOf, inserted } from './fragment.ts'
import { freePlace } from './free-place.ts'
import { grouped, ungrouped, withGroup, withoutEmpty } from './groups.ts'
import { type History, noHistory, nothing, type Selection, settled } from './history.ts'
import { contentsOf, isInner, placed } from './inside.ts'
import { judgeWire } from './judge-wire.ts'
import type { End } from './ports.ts'
import { attached, connected, insertedInto } from './wire-edit.ts'
import { wireIndex } from './wire-index.ts'

export type EditorState = {
  flow: Flow
  selection: Selection
  history: History
  /** Why the last gesture was refused. A new object each time, so the same refusal twice is told twice. */
  refusal: { reason: string } | null
}

/** What a person does. Undo takes back one of these, never half of one. */
export type Gesture =
  | { kind: 'select'; nodes?: readonly string[]; wires?: readonly string[] }
  | { kind: 'select-all' }
  /** Positions while dragging; the drag lasts until `settle`. */
  | { kind: 'drag'; to: Readonly<Record<string, Point>> }
  | { kind: 'nudge'; by: Point }
  | { kind: 'settle' }
  /** The selected blocks in line, or evenly spread. */
  | { kind: 'align'; how: Alignment }
  /** All at once, as tidying up does. */
  | { kind: 'arrange'; to: Readonly<Record<string, Point>> }
  /** `from`: the loose end of a wire that was let go over nothing. `into`: the wire it is put into. */
  /** `inside`: the container whose frame it was put into. */
  | { kind: 'add'; card: Card; at: Point /** What it holds from the beginning. */; inputs?: FlowNode['inputs']; from?: End; into?: Wire; inside?: string }
  | { kind: 'draw'; wire: Wire }
  /** Takes hold of a wire's end and puts it elsewhere. */
  | { kind: 'redraw'; old: Wire; wire: Wire }
  | { kind: 'cut'; wires: readonly string[] }
  /** The line of a wire: a new bend before the one at this place; one that is moved; one that is taken away. */
  | { kind: 'bend'; wire: string; at: number; to: Point }
  | { kind: 'move-bend'; wire: string; at: number; to: Point }
  | { kind: 'unbend'; wire: string; at: number }
  /** A frame around blocks. `id`: the name a new one gets, made by chance, since others may make one at the same moment. */
  | { kind: 'group'; nodes: readonly string[]; id: string }
  | { kind: 'ungroup'; nodes: readonly string[] }
  | { kind: 'set-group'; group: string; patch: Partial<Group> }
  | { kind: 'set-input'; node: string; port: string; value: InputValue | undefined }
  | { kind: 'set-ports'; node: string; side: 'inputs' | 'outputs'; ports: NodePort[] }
  | { kind: 'retitle'; node: string; title: string }
  | { kind: 'annotate'; node: string; note: string }
  /** Into a container, or with none out of the one it lies in. */
  | { kind: 'place'; node: string; container: string | undefined }
  /** How many runs of it there may be at once; none: as many as come. */
  | { kind: 'limit-runs'; concurrency: Concurrency | undefined }
  | { kind: 'switch-off'; nodes: readonly string[] }
  | { kind: 'delete' }
  | { kind: 'duplicate' }
  | { kind: 'paste'; fragment: Fragment; at?: Point }
  | { kind: 'undo' }
  | { kind: 'redo' }
  /** The whole document at once, such as an older revision. Can be undone. */
  | { kind: 'replace'; flow: Flow }

export function openEditor(flow: Flow): EditorState {
  return { flow, selection: nothing, history: noHistory, refusal: null }
}

/**
 * The state after a gesture. Pure: the same state and gesture give the same state, and a gesture that changes nothing returns it
 * untouched. Undo and redo are not here: they belong to the document that others change, too (`store.ts`).
 */
export function perform(state: EditorState, gesture: Gesture, catalogue: Catalogue): EditorState {
  const { flow, selection } = state
  switch (gesture.kind) {
    case 'select':
      return selecting(state, { nodes: gesture.nodes ?? [], wires: gesture.wires ?? [] })
    case 'select-all':
      return selecting(state, { nodes: Object.keys(flow.nodes), wires: [] })
    case 'settle':
      return { ...state, history: settled(state.history) }
    case 'drag':
      return change(state, bendsAlong(flow, moved(flow, withContents(flow, gesture.to))), { key: 'drag' })
    case 'nudge':
      return change(state, bendsAlong(flow, moved(flow, withContents(flow, shifted(flow, selection.nodes, gesture.by)))), {
        key: `nudge ${selection.nodes.join(' ')}`,
      })
    case 'align':
      return change(state, moved(flow, withContents(flow, aligned(flow, catalogue, selection.nodes, gesture.how))))
    case 'arrange':
      return change(state, unbent(moved(flow, gesture.to)))
    case 'add':
      return add(state, gesture, catalogue)
    case 'draw':
      return draw(state, flow, gesture.wire, catalogue)
    case 'redraw':
      return draw(state, withoutWires(flow, new Set([wireId(gesture.old)])), gesture.wire, catalogue)
    case 'cut':
      return change(state, withoutWires(flow, new Set(gesture.wires)))
    case 'bend':
      return change(
        state,
        bent(flow, gesture.wire, (bends) => bends.toSpliced(gesture.at, 0, gesture.to)),
      )
    case 'move-bend':
      return change(
        state,
        bent(flow, gesture.wire, (bends) => (bends[gesture.at] ? bends.with(gesture.at, gesture.to) : bends)),
        { key: `bend ${gesture.wire} ${gesture.at}` },
      )
    case 'unbend':
      return change(
        state,
        bent(flow, gesture.wire, (bends) => bends.toSpliced(gesture.at, 1)),
      )
    case 'group':
      return change(state, grouped(flow, gesture.nodes, gesture.id))
    case 'ungroup':
      return change(state, ungrouped(flow, gesture.nodes))
    case 'set-group':
      return change(state, withGroup(flow, gesture.group, gesture.patch), { key: gesture.patch.title === undefined ? null : `group ${gesture.group}` })
    case 'set-input':
      return change(state, withInput(flow, gesture.node, gesture.port, gesture.value), { key: `input ${gesture.node} ${gesture.port}` })
    case 'set-ports':
      return change(state, withPorts(flow, gesture.node, gesture.side, gesture.ports, begins(flow, gesture.node, catalogue)), {
        key: `ports ${gesture.node} ${gesture.side}`,
      })
    case 'retitle':
      return change(state, patched(flow, gesture.node, { title: gesture.title.slice(0, 120) || undefined }), { key: `title ${gesture.node}` })
    case 'annotate':
      return change(state, patched(flow, gesture.node, { note: gesture.note.slice(0, 2000) || undefined }), { key: `note ${gesture.node}` })
    case 'place':
      return change(state, placed(flow, gesture.node, gesture.container))
    case 'limit-runs': {
      const { concurrency: _before, ...rest } = flow
      return change(state, gesture.concurrency ? { ...rest, concurrency: gesture.concurrency } : rest)
    }
    case 'switch-off': {
      const off = gesture.nodes.some((id) => !flow.nodes[id]?.disabled)
      return change(
        state,
        gesture.nodes.reduce((next, id) => patched(next, id, { disabled: off || undefined }), flow),
      )
    }
    case 'delete':
      return change(state, withoutEmpty(withoutWires(withoutNodes(flow, new Set(selection.nodes)), new Set(selection.wires))), { selection: nothing })
    case 'duplicate':
      return paste(state, fragmentOf(flow, selection.nodes), { x: 32, y: 32 })
    case 'paste': {
      const corner = cornerOf(gesture.fragment)
      return paste(state, gesture.fragment, gesture.at ? { x: gesture.at.x - corner.x, y: gesture.at.y - corner.y } : { x: 32, y: 32 })
    }
    case 'undo':
    case 'redo':
      return state
    case 'replace':
      return change(state, gesture.flow)
  }
}

const begins = (flow: Flow, id: string, catalogue: Catalogue): boolean => catalogue.get(flow.nodes[id]?.block ?? '')?.trigger === true

function change(state: EditorState, flow: Flow, { key = null, selection = state.selection }: { key?: string | null; selection?: Selection } = {}): EditorState {
  if (flow === state.flow || (key === null && sameFlow(flow, state.flow))) return state
  return {
    flow,
    selection: present(flow, selection),
    history: { ...state.history, open: key },
    refusal: null,
  }
}

function refuse(state: EditorState, reason: string): EditorState {
  return { ...state, refusal: { reason } }
}

function selecting(state: EditorState, selection: Selection): EditorState {
  const same = sameList(selection.nodes, state.selection.nodes) && sameList(selection.wires, state.selection.wires)
  return same ? state : { ...state, selection, history: settled(state.history) }
}

function add(state: EditorState, { card, at, inputs = {}, from, into, inside }: Extract<Gesture, { kind: 'add' }>, catalogue: Catalogue): EditorState {
  const trigger = card.trigger && Object.entries(state.flow.nodes).find(([, node]) => !node.disabled && catalogue.get(node.block)?.trigger)
  if (trigger)
    return refuse(
      state,
      `A flow begins in one place, and this one begins with “${trigger[1].title ?? catalogue.get(trigger[1].block)?.title}”. Delete that block first.`,
    )
  const id = freshId(card.id, (name) => name in state.flow.nodes)
  const near = into?.to.node ?? from?.node
  const onInnerSide = from !== undefined && isInner(state.flow, catalogue, from)
  const container = card.trigger ? undefined : near === undefined ? inside : onInnerSide ? near : state.flow.nodes[near]?.parent
  const flow = withNode(state.flow, id, {
    block: card.id,
    version: card.version,
    inputs,
    position: freePlace(state.flow, catalogue, card, at, container),
    ...(container === undefined ? {} : { parent: container }),
  })
  const wired = into ? insertedInto(flow, id, card, into, catalogue) : from ? attached(flow, id, card, from, catalogue) : flow
  return change(state, wired, { selection: { nodes: [id], wires: [] } })
}

function draw(state: EditorState, flow: Flow, wire: Wire, catalogue: Catalogue): EditorState {
  const verdict = judgeWire(flow, catalogue, wire)
  if (!verdict.ok) return refuse(state, verdict.reason)
  const next = connected(flow, wire, catalogue)
  return next ? change(state, next) : refuse(state, 'These two cannot be wired.')
}

function paste(state: EditorState, fragment: Fragment, by: Point): EditorState {
  const { flow, ids } = inserted(state.flow, fragment, by)
  return ids.length === 0 ? state : change(state, flow, { selection: { nodes: ids, wires: [] } })
}

function shifted(flow: Flow, ids: readonly string[], by: Point): Record<string, Point> {
  return Object.fromEntries(ids.flatMap((id) => (flow.nodes[id] ? [[id, { x: flow.nodes[id].position.x + by.x, y: flow.nodes[id].position.y + by.y }]] : [])))
}

/** What lies in a container moves with it. */
function withContents(flow: Flow, to: Readonly<Record<string, Point>>): Readonly<Record<string, Point>> {
  const all = { ...to }
  for (const [id, { x, y }] of Object.entries(to)) {
    const from = flow.nodes[id]?.position
    if (!from) continue
    for (const inner of contentsOf(flow, new Set([id]))) {
      const at = flow.nodes[inner]?.position
      if (at && !(inner in to)) all[inner] = { x: at.x + x - from.x, y: at.y + y - from.y }
    }
  }
  return all
}

/** What of a selection is still there. */
export function present(flow: Flow, selection: Selection): Selection {
  const index = wireIndex(flow)
  const nodes = selection.nodes.filter((id) => id in flow.nodes)
  const wires = selection.wires.filter((id) => index.placeOf(id) >= 0)
  return nodes.length === selection.nodes.length && wires.length === selection.wires.length ? selection : { nodes, wires }
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index])
}
