import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { newDocument, seedDocument, viewOf } from '../../../server/document/index.ts'
import { controlInput, type Flow, flowSchema } from '../../../server/engine/flow.ts'
import { createStore, type EditorStore } from '../store.ts'
import type { Gesture } from './editor-state.ts'
import { wireId } from './flow-edit.ts'
import { fragmentOf } from './fragment.ts'
import { others, type SharedFlow, shareFlow } from './shared-flow.ts'
import { cards, flowOf, node } from './test-cards.ts'

const start = flowOf(
  {
    message: 'chat.message',
    each: 'control.each',
    inner: node('text.upper', { parent: 'each', inputs: { text: { kind: 'literal', value: 'to be shouted' } } }),
    join: node('text.join', { note: 'Everybody writes here' }),
    reply: 'reply.text',
    sum: 'math.add',
  },
  'message.text>reply.text',
  'each.item>inner.text',
  'each.results>join.parts',
)

type Peer = { store: EditorStore; shared: SharedFlow; mail: Uint8Array[] }

/** People with a document each, whose updates lie in mailboxes until they are delivered: cut off, in any order, or twice. */
function peersOf(count: number, flow: Flow): { peers: Peer[]; server: Y.Doc; deliver: (to: number, pick: number) => void; together: () => void } {
  const server = newDocument()
  seedDocument(server, flow)
  const first = Y.encodeStateAsUpdate(server)
  const peers = Array.from({ length: count }, (): Peer => {
    const doc = newDocument({ keepAll: true })
    Y.applyUpdate(doc, first, others)
    const shared = shareFlow(doc)
    return { shared, store: createStore(shared, cards), mail: [] }
  })
  const read = (peer: Peer, update: Uint8Array) => Y.applyUpdate(peer.shared.doc, update, others)
  for (const peer of peers)
    peer.shared.doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin === others) return
      Y.applyUpdate(server, update)
      for (const other of peers) if (other !== peer) other.mail.push(update)
    })
  return {
    peers,
    server,
    deliver(to, pick) {
      const peer = peers[to % count]
      const [update] = peer?.mail.splice(pick % Math.max(1, peer.mail.length), 1) ?? []
      if (peer && update) read(peer, update)
    },
    together() {
      // the last gesture of a drag may still wait its turn, and writing it is a change of its own
      for (const { store } of peers) store.perform({ kind: 'settle' })
      for (const peer of peers) for (const update of peer.mail.splice(0)) read(peer, update)
    },
  }
}

type Choice = { what: number; a: number; b: number }
const choice = fc.record({ what: fc.nat(18), a: fc.nat(999), b: fc.nat(999) })
const blocks = [...cards.values()].filter(({ trigger }) => !trigger)

/** A gesture that this person could make now. */
function gestureOf({ flow, selection }: { flow: Flow; selection: { nodes: readonly string[] } }, { what, a, b }: Choice): Gesture | null {
  const ids = Object.keys(flow.nodes)
  const id = ids[a % Math.max(1, ids.length)]
  const other = ids[b % Math.max(1, ids.length)]
  const block = blocks[b % blocks.length]
  const wire = flow.wires[a % Math.max(1, flow.wires.length)]
  if (what < 3 && block) return { kind: 'add', card: block, at: { x: a, y: b } }
  if (id === undefined || other === undefined) return null
  const card = cards.get(flow.nodes[id]?.block ?? '')
  const port = card?.inputs[b % Math.max(1, card.inputs.length)]?.name
  switch (what) {
    case 3:
      return { kind: 'drag', to: { [id]: { x: b, y: a } } }
    case 4:
      return { kind: 'settle' }
    case 5:
    case 6:
      return port === undefined ? null : { kind: 'set-input', node: id, port, value: { kind: 'literal', value: `said ${a} and ${b}` } }
    case 7:
      return port === undefined ? null : { kind: 'set-input', node: id, port, value: b % 2 ? undefined : { kind: 'expression', source: `${a} + ${b}` } }
    case 8:
      return { kind: 'annotate', node: id, note: `${flow.nodes[id]?.note ?? ''} and ${b}` }
    case 9:
      return { kind: 'retitle', node: id, title: `Title ${b % 5}` }
    case 10:
    case 11: {
      const into = cards.get(flow.nodes[other]?.block ?? '')?.inputs[0]?.name
      const out = card?.outputs[0]?.name
      if (a % 3 === 0) return { kind: 'draw', wire: { from: { node: id, port: 'done' }, to: { node: other, port: controlInput } } }
      return into && out ? { kind: 'draw', wire: { from: { node: id, port: out }, to: { node: other, port: into } } } : null
    }
    case 12:
      return wire ? { kind: 'cut', wires: [wireId(wire)] } : null
    case 13:
      return { kind: 'place', node: id, container: b % 3 ? other : undefined }
    case 14:
      return { kind: 'paste', fragment: fragmentOf(flow, [id, other]) }
    case 15:
      return selection.nodes.includes(id) ? { kind: 'delete' } : { kind: 'select', nodes: [id] }
    case 16:
      return { kind: 'switch-off', nodes: [id, other] }
    case 17:
      return { kind: b % 3 ? 'undo' : 'redo' }
    default:
      return { kind: 'limit-runs', concurrency: b % 4 ? { most: (b % 50) + 1, beyond: 'queue' } : undefined }
  }
}

/** What must be true of every flow, whoever wrote it. */
function expectValid(flow: Flow): void {
  expect(flowSchema.parse(flow)).toEqual(flow)
  const inputs = new Set<string>()
  for (const { from, to } of flow.wires) {
    expect(flow.nodes).toHaveProperty(from.node)
    expect(flow.nodes).toHaveProperty(to.node)
    if (to.port === controlInput) continue
    expect(inputs).not.toContain(`${to.node}.${to.port}`)
    inputs.add(`${to.node}.${to.port}`)
  }
  for (const id of Object.keys(flow.nodes)) {
    let at = flow.nodes[id]?.parent
    for (let steps = 0; at !== undefined; steps++) {
      expect(steps).toBeLessThan(100)
      expect(flow.nodes).toHaveProperty(at)
      at = flow.nodes[at]?.parent
    }
  }
}

const act = fc.record({ peer: fc.nat(2), choice, deliveries: fc.array(fc.tuple(fc.nat(2), fc.nat(30)), { maxLength: 3 }) })

/** How many random stories; the nightly run takes more. */
const stories = Number(process.env.HEARTH_SHARED_STORIES ?? '100')

describe('a shared flow', { timeout: 60_000 + stories * 200 }, () => {
  it('[shared.converges] whatever several people do and in whatever order they hear of it, all see the same valid flow in the end', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 60 }), (acts) => {
        const { peers, server, deliver, together } = peersOf(3, start)
        for (const { peer, choice, deliveries } of acts) {
          const store = peers[peer]?.store
          const gesture = store && gestureOf(store.get(), choice)
          if (gesture) store?.perform(gesture)
          for (const [to, pick] of deliveries) deliver(to, pick)
        }
        together()
        const flows = peers.map(({ store }) => store.get().flow)
        for (const flow of flows) expectValid(flow)
        for (const flow of [...flows, viewOf(server).read()]) {
          expect(flow).toEqual(flows[0])
          expect(Object.keys(flow.nodes)).toEqual(Object.keys(flows[0]?.nodes ?? {}))
        }
        // what each kept up to date piece by piece is what anybody reads afresh
        for (const { shared } of peers) expect(viewOf(shared.doc).read()).toEqual(flows[0])
      }),
      { numRuns: stories },
    )
  })

  it('[shared.nothing-lost] keeps every block and every word of people who were cut off from each other', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ peer: fc.nat(2), block: fc.nat(99), deliver: fc.boolean() }), { maxLength: 25 }), (acts) => {
        const { peers, deliver, together } = peersOf(3, start)
        let made = 0
        for (const { peer, block, deliver: now } of acts) {
          const card = blocks[block % blocks.length]
          const store = peers[peer]?.store
          if (!card || !store) continue
          store.perform({ kind: 'add', card, at: { x: 0, y: 0 } })
          store.perform({ kind: 'annotate', node: 'join', note: `${store.get().flow.nodes.join?.note} word${made++}.` })
          if (now) deliver(peer + 1, 0)
        }
        together()
        for (const { store } of peers) {
          const { flow } = store.get()
          expect(Object.keys(flow.nodes)).toHaveLength(Object.keys(start.nodes).length + made)
          for (let n = 0; n < made; n++) expect(flow.nodes.join?.note).toContain(`word${n}.`)
        }
      }),
      { numRuns: stories },
    )
  })

  it("[shared.own-undo] undoes all of one's own changes and none of the others', also after a reload", () => {
    const mine = ['each', 'inner', 'sum']
    const theirs = ['message', 'join', 'reply']
    const own = (flow: Flow, ids: string[]) => ids.map((id) => flow.nodes[id])
    const within = (ids: string[], { what, a, b }: Choice): Gesture | null => {
      const id = ids[a % 3] ?? ''
      const port = cards.get(start.nodes[id]?.block ?? '')?.inputs[0]?.name
      if (what % 4 === 0) return { kind: 'drag', to: { [id]: { x: b, y: a } } }
      if (what % 4 === 1) return { kind: 'retitle', node: id, title: `Title ${b}` }
      if (what % 4 === 2) return { kind: 'annotate', node: id, note: `It is ${b}` }
      return port ? { kind: 'set-input', node: id, port, value: b % 5 ? { kind: 'literal', value: `say ${b}` } : undefined } : null
    }
    fc.assert(
      fc.property(fc.array(fc.record({ me: fc.boolean(), choice, deliver: fc.boolean() }), { maxLength: 40 }), fc.boolean(), (acts, reload) => {
        const { peers, deliver, together } = peersOf(2, start)
        const [me, other] = peers
        if (!me || !other) return
        for (const { me: byMe, choice, deliver: now } of acts) {
          const gesture = within(byMe ? mine : theirs, choice)
          if (gesture) (byMe ? me : other).store.perform(gesture)
          if (byMe) me.store.perform({ kind: 'settle' })
          if (now) deliver(byMe ? 1 : 0, 0)
        }
        together()
        const did = own(other.store.get().flow, theirs)
        let { store } = me
        if (reload) {
          const doc = newDocument({ keepAll: true })
          Y.applyUpdate(doc, Y.encodeStateAsUpdate(me.shared.doc), others)
          store = createStore(shareFlow(doc, me.shared.undo.keep()), cards)
        }
        for (let left = store.get().history.past; left > 0; left = store.get().history.past) {
          store.perform({ kind: 'undo' })
          expect(store.get().history.past).toBeLessThan(left)
        }
        expect(own(store.get().flow, mine)).toEqual(own(start, mine))
        expect(own(store.get().flow, theirs)).toEqual(did)
      }),
      { numRuns: stories },
    )
  })
})
