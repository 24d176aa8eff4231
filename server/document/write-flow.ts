import * as Y from 'yjs'
import type { Flow, FlowNode, InputValue, Wire } from '../engine/flow.ts'
import type { DocumentView } from './document-view.ts'
import { bendPrefix, groupPrefix, inputPrefix, type NodeMap, nodesIn, readWireKey, settingsIn, wireKey, wiresIn } from './layout.ts'
import { contentOf } from './read-node.ts'
import { sameData } from './stable-text.ts'
import { editText, isProse } from './text-edit.ts'

/** Writes into the document what is different between two flows, and nothing else: the rest may be somebody else's work of this moment. */
export function writeFlow(doc: Y.Doc, view: DocumentView, before: Flow, after: Flow, origin: unknown): void {
  if (before === after) return
  doc.transact(() => {
    const keys = new Map<string, string>()
    const keyOf = (id: string) => keys.get(id) ?? view.keyOf(id)
    const added = Object.keys(after.nodes).filter((id) => !(id in before.nodes))
    for (const id of added) keys.set(id, addNode(doc, id))
    for (const [id, node] of Object.entries(after.nodes)) {
      const key = keyOf(id)
      const map = key === undefined ? undefined : nodesIn(doc).get(key)
      if (map && node !== before.nodes[id]) writeNode(map, before.nodes[id], node, keyOf)
    }
    for (const id of Object.keys(before.nodes)) {
      const map = id in after.nodes ? undefined : nodesIn(doc).get(view.keyOf(id) ?? '')
      map?.set('gone', contentOf(map))
    }
    if (before.wires !== after.wires) writeWires(doc, before, after, keyOf)
    if (!sameData(before.concurrency, after.concurrency)) setOrDelete(settingsIn(doc), 'concurrency', after.concurrency)
    for (const id of new Set([...Object.keys(before.groups ?? {}), ...Object.keys(after.groups ?? {})]))
      if (!sameData(before.groups?.[id], after.groups?.[id])) setOrDelete(settingsIn(doc), groupPrefix + id, after.groups?.[id])
  }, origin)
}

/** Fills an empty document. */
export function seedDocument(doc: Y.Doc, flow: Flow): void {
  doc.transact(() => {
    for (const [id, node] of Object.entries(flow.nodes)) {
      const map: NodeMap = new Y.Map()
      nodesIn(doc).set(id, map)
      map.set('id', id)
      writeNode(map, undefined, node, (parent) => parent)
    }
    flow.wires.forEach((wire, at) => {
      wiresIn(doc).set(wireKey(wire), at)
      if (wire.bends) settingsIn(doc).set(bendPrefix + wireKey(wire), wire.bends)
    })
    if (flow.concurrency) settingsIn(doc).set('concurrency', flow.concurrency)
    for (const [id, group] of Object.entries(flow.groups ?? {})) settingsIn(doc).set(groupPrefix + id, group)
  })
}

/** Under a key that nobody else can make: who, and how much they had written. */
function addNode(doc: Y.Doc, id: string): string {
  const key = `${id}~${doc.clientID.toString(36)}-${Y.getState(doc.store, doc.clientID).toString(36)}`
  const map: NodeMap = new Y.Map()
  nodesIn(doc).set(key, map)
  map.set('id', id)
  return key
}

function writeNode(map: NodeMap, before: FlowNode | undefined, after: FlowNode, keyOf: (id: string) => string | undefined): void {
  const { inputs: wasInputs = {}, parent: wasParent, ...was } = before ?? {}
  const { inputs, parent, ...is } = after
  const old = new Map<string, unknown>(Object.entries(was))
  const now = new Map<string, unknown>(Object.entries(is))
  for (const field of new Set([...old.keys(), ...now.keys()])) {
    if (sameData(old.get(field), now.get(field))) continue
    if (field === 'note') writeText(map, field, now.get(field), now.get(field))
    else setOrDelete(map, field, now.get(field))
  }
  for (const port of new Set([...Object.keys(wasInputs), ...Object.keys(inputs)]))
    if (!sameData(wasInputs[port], inputs[port])) writeText(map, inputPrefix + port, wordsOf(inputs[port]), inputs[port])
  if (parent !== wasParent) setOrDelete(map, 'parent', parent === undefined ? undefined : keyOf(parent))
}

const wordsOf = (input: InputValue | undefined): unknown => (input?.kind === 'literal' ? input.value : undefined)

/** Words go into a shared text, letter by letter; all else is a value that counts as a whole. */
function writeText(map: NodeMap, field: string, words: unknown, value: unknown): void {
  const held = map.get(field)
  if (typeof words === 'string' && held instanceof Y.Text) editText(held, words)
  else if (typeof words === 'string' && isProse(words)) map.set(field, new Y.Text(words))
  else setOrDelete(map, field, value)
}

function writeWires(doc: Y.Doc, before: Flow, after: Flow, keyOf: (id: string) => string | undefined): void {
  const wires = wiresIn(doc)
  const inKeys = (flow: Flow): Map<string, Wire['bends']> =>
    new Map(
      flow.wires.flatMap(({ from, to, bends }) => {
        const ends = [keyOf(from.node), keyOf(to.node)] as const
        return ends[0] === undefined || ends[1] === undefined ? [] : [[wireKey({ from: { ...from, node: ends[0] }, to: { ...to, node: ends[1] } }), bends]]
      }),
    )
  const was = inKeys(before)
  const is = inKeys(after)
  const living = new Set(Object.keys(after.nodes).map(keyOf))
  const ports = new Set<string>()
  for (const key of was.keys()) {
    const wire = readWireKey(key)
    // with an end that goes the wire goes by itself, and comes back with it
    if (is.has(key) || !wire || !living.has(wire.from.node) || !living.has(wire.to.node)) continue
    wires.delete(key)
    setOrDelete(settingsIn(doc), bendPrefix + key, undefined)
    ports.add(portOf(key))
  }
  for (const [key, bends] of is) if (!sameData(was.get(key), bends)) setOrDelete(settingsIn(doc), bendPrefix + key, bends)
  const added = [...is.keys()].filter((key) => !was.has(key))
  for (const key of added) ports.add(portOf(key))
  // a wire that lost its port to another does not come back when that one goes
  for (const key of wires.keys()) if (ports.has(portOf(key)) && !key.endsWith('.after') && !is.has(key)) wires.delete(key)
  let next = Math.max(0, ...[...wires.values()].filter(Number.isFinite)) + 1
  for (const key of added) wires.set(key, next++)
}

const portOf = (key: string): string => key.slice(key.indexOf('>') + 1)

function setOrDelete(map: Y.Map<unknown>, field: string, value: unknown): void {
  if (value !== undefined) map.set(field, value)
  else if (map.has(field)) map.delete(field)
}
