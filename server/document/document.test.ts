import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import type { Flow, FlowNode } from '../engine/flow.ts'
import { fromText, newDocument, seedDocument, toText, viewOf, writeFlow } from './index.ts'

const node = (block: string, more: Partial<FlowNode> = {}): FlowNode => ({ block, version: 1, inputs: {}, position: { x: 0, y: 0 }, ...more })
const wire = (text: string) => {
  const [from = [], to = []] = text.split('>').map((end) => end.split('.'))
  return { from: { node: from[0] ?? '', port: from[1] ?? '' }, to: { node: to[0] ?? '', port: to[1] ?? '' } }
}
const start: Flow = {
  schema: 1,
  nodes: { a: node('t.one'), b: node('t.one', { note: 'two words' }), box: node('t.box'), crate: node('t.box'), c: node('t.one', { parent: 'box' }) },
  wires: [wire('a.out>b.in'), wire('c.done>b.after')],
}

/** Two people who were given the same document and hear nothing of each other until they meet. */
function apart() {
  const server = newDocument()
  seedDocument(server, start)
  const people = [1, 2].map(() => {
    const doc = newDocument({ keepAll: true })
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(server))
    const view = viewOf(doc)
    return { doc, read: view.read, edit: (change: (flow: Flow) => Flow) => writeFlow(doc, view, view.read(), change(view.read()), 'own') }
  })
  const [one, two] = people as [(typeof people)[0], (typeof people)[0]]
  const meet = (): Flow => {
    const [first, second] = [Y.encodeStateAsUpdate(one.doc), Y.encodeStateAsUpdate(two.doc)]
    Y.applyUpdate(one.doc, second)
    Y.applyUpdate(two.doc, first)
    expect(two.read()).toEqual(one.read())
    expect(viewOf(one.doc).read()).toEqual(one.read())
    return one.read()
  }
  return { one, two, meet }
}
const without = (id: string) => (flow: Flow) => {
  const { [id]: _, ...nodes } = flow.nodes
  return { ...flow, nodes, wires: flow.wires.filter(({ from, to }) => from.node !== id && to.node !== id) }
}
const withNode = (id: string, more: Partial<FlowNode>) => (flow: Flow) => ({
  ...flow,
  nodes: { ...flow.nodes, [id]: { ...(flow.nodes[id] ?? node('t.one')), ...more } },
})
const joined = (text: string) => (flow: Flow) => ({ ...flow, wires: [...flow.wires, wire(text)] })

describe('a flow as a document', () => {
  it('reads back what was put in, wires in their order', () => {
    const doc = newDocument()
    seedDocument(doc, start)
    expect(viewOf(doc).read()).toEqual(start)
  })

  it('[shared.settled] a wire that one bends and a group that another makes are both there', () => {
    const { one, two, meet } = apart()
    one.edit((flow) => ({ ...flow, wires: flow.wires.map((each) => (each.from.node === 'a' ? { ...each, bends: [{ x: 5, y: 6 }] } : each)) }))
    two.edit((flow) => ({ ...withNode('a', { group: 'g-1' })(flow), groups: { 'g-1': { title: 'Both', tone: 'blue' } } }))
    const both = meet()
    expect(both.wires[0]).toEqual({ ...wire('a.out>b.in'), bends: [{ x: 5, y: 6 }] })
    expect([both.nodes.a?.group, both.groups]).toEqual(['g-1', { 'g-1': { title: 'Both', tone: 'blue' } }])
    one.edit((flow) => ({ ...flow, wires: flow.wires.map(({ bends: _, ...each }) => each), groups: { 'g-1': { title: 'Renamed', tone: 'blue' } } }))
    expect(meet()).toMatchObject({ wires: start.wires, groups: { 'g-1': { title: 'Renamed' } } })
    expect(one.read().wires[0]?.bends).toBeUndefined()
  })

  it('[shared.settled] a block that one deletes while the other changes it stays with the change; one that was only moved goes', () => {
    const { one, two, meet } = apart()
    one.edit(without('b'))
    two.edit(withNode('b', { title: 'Still needed' }))
    one.edit(without('a'))
    two.edit(withNode('a', { position: { x: 9, y: 9 } }))
    const flow = meet()
    expect(flow.nodes.b?.title).toBe('Still needed')
    expect(flow.nodes).not.toHaveProperty('a')
    expect(flow.wires).toEqual([wire('c.done>b.after')])
  })

  it('[shared.settled] of two wires into one input one stays, and two blocks of one name both stay with their own wires', () => {
    const { one, two, meet } = apart()
    one.edit(joined('b.out>a.in'))
    two.edit(joined('c.out>a.in'))
    for (const [each, title] of [
      [one, 'of one'],
      [two, 'of two'],
    ] as const) {
      each.edit(withNode('new', { title }))
      each.edit(joined('new.out>c.in'))
      each.edit(joined('new.done>c.after'))
    }
    const flow = meet()
    expect(flow.wires.filter(({ to }) => to.node === 'a' && to.port === 'in')).toHaveLength(1)
    const made = Object.keys(flow.nodes).filter((id) => id.startsWith('new'))
    expect(made.sort()).toEqual(['new', 'new-2'])
    expect(made.map((id) => flow.nodes[id]?.title).sort()).toEqual(['of one', 'of two'])
    expect(flow.wires.filter(({ to }) => to.port === 'after' && to.node === 'c').map(({ from }) => from.node)).toEqual(expect.arrayContaining(made))
  })

  it('[shared.settled] frames that were put into each other lie side by side, and what lay in a frame that is gone lies where that lay', () => {
    const { one, two, meet } = apart()
    one.edit(withNode('box', { parent: 'crate' }))
    two.edit(withNode('crate', { parent: 'box' }))
    const flow = meet()
    expect([flow.nodes.box?.parent, flow.nodes.crate?.parent].filter((parent) => parent !== undefined)).toHaveLength(1)
    expect(flow.nodes.c?.parent).toBe('box')
    const again = apart()
    again.one.edit(withNode('box', { parent: 'crate' }))
    again.meet()
    again.one.edit((now) => without('box')({ ...now, nodes: { ...now.nodes, c: node('t.one', { parent: 'crate' }) } }))
    again.two.edit(withNode('a', { parent: 'box' }))
    const { nodes } = again.meet()
    expect([nodes.a?.parent, nodes.c?.parent]).toEqual(['crate', 'crate'])
  })

  it('two people write into one text, and a character is never cut in half', () => {
    const { one, two, meet } = apart()
    one.edit(withNode('b', { note: 'two 👍🏽 words' }))
    two.edit(withNode('b', { note: 'just two words' }))
    expect(meet().nodes.b?.note).toBe('just two 👍🏽 words')
    one.edit(withNode('b', { note: 'just two 👎🏽 words' }))
    expect(meet().nodes.b?.note).toBe('just two 👎🏽 words')
  })

  it('what does not fit is left out, and the rest is there', () => {
    const doc = newDocument()
    seedDocument(doc, start)
    doc.transact(() => {
      const b = doc.getMap<Y.Map<unknown>>('nodes').get('b')
      b?.set('title', { not: 'a text' })
      b?.set('in.bad name', { kind: 'literal', value: 1 })
      doc.getMap<unknown>('nodes').set('junk', 7)
      doc.getMap<unknown>('wires').set('not a wire', 'x')
      doc.getMap<unknown>('settings').set('concurrency', { most: -1 })
    })
    expect(viewOf(doc).read()).toEqual(start)
  })

  it('bytes travel as text', () => {
    const bytes = Uint8Array.from({ length: 20_000 }, (_, at) => at % 256)
    expect(fromText(toText(bytes))).toEqual(bytes)
    expect(fromText('not base64!')).toBeNull()
  })
})
