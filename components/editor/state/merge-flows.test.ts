import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Flow } from '../../../server/engine/flow.ts'
import { openEditor, perform } from './editor-state.ts'
import { sameFlow, wireId, withoutNodes } from './flow-edit.ts'
import { mergeFlows } from './merge-flows.ts'
import { cards, flowOf, node } from './test-cards.ts'

const base = flowOf({ message: 'chat.message', upper: 'text.upper', reply: 'reply.text' }, 'message.text>upper.text', 'upper.text>reply.text')
const edited = (flow: Flow, id: string, more: Parameters<typeof node>[1]): Flow => ({
  ...flow,
  nodes: { ...flow.nodes, [id]: { ...(flow.nodes[id] ?? node('text.upper')), ...more } },
})

describe('two people in one flow', () => {
  it('[editor.merge-saves] keeps both edits when they touched different things', () => {
    const { flow, overlaps } = mergeFlows(base, edited(base, 'upper', { title: 'Shout' }), edited(base, 'reply', { note: 'last word' }))
    expect(overlaps).toEqual([])
    expect(flow.nodes.upper?.title).toBe('Shout')
    expect(flow.nodes.reply?.note).toBe('last word')
  })

  it('tells where both changed one field, and lets either side win', () => {
    const mine = edited(base, 'upper', { title: 'Mine' })
    const theirs = edited(base, 'upper', { title: 'Theirs', note: 'kept' })
    const merge = mergeFlows(base, mine, theirs)
    expect(merge.overlaps).toEqual([{ node: 'upper', what: 'title' }])
    expect(merge.flow.nodes.upper).toMatchObject({ title: 'Mine', note: 'kept' })
    expect(mergeFlows(base, mine, theirs, 'theirs').flow.nodes.upper?.title).toBe('Theirs')
  })

  it('does not call two moves of one block a conflict', () => {
    expect(mergeFlows(base, edited(base, 'upper', { position: { x: 1, y: 1 } }), edited(base, 'upper', { position: { x: 2, y: 2 } })).overlaps).toEqual([])
  })

  it('keeps a block that one deleted while the other worked on it', () => {
    const { flow, overlaps } = mergeFlows(base, withoutNodes(base, new Set(['upper'])), edited(base, 'upper', { title: 'Needed' }))
    expect(flow.nodes.upper?.title).toBe('Needed')
    expect(overlaps).toHaveLength(1)
    expect(mergeFlows(base, withoutNodes(base, new Set(['upper'])), edited(base, 'upper', { position: { x: 9, y: 9 } })).flow.nodes.upper).toBeUndefined()
  })

  it('gives a block of ours another id when both added one under the same', () => {
    const { flow } = mergeFlows(base, edited(base, 'upper-2', { title: 'Mine' }), edited(base, 'upper-2', { title: 'Theirs' }))
    expect(flow.nodes['upper-2']?.title).toBe('Theirs')
    expect(flow.nodes['upper-3']?.title).toBe('Mine')
  })

  it('never leaves two wires in one port', () => {
    const open = flowOf({ a: 'chat.message', b: 'text.upper', c: 'reply.text' })
    const merge = mergeFlows(open, { ...open, wires: flowOf({}, 'a.text>c.text').wires }, { ...open, wires: flowOf({}, 'b.text>c.text').wires })
    expect(merge.flow.wires.map(wireId)).toEqual(['a.text>c.text'])
    expect(merge.overlaps).toEqual([{ node: 'c', what: 'text' }])
  })

  it('takes back only our own gesture after their edit came in under it', () => {
    const ours = perform(openEditor(base), { kind: 'retitle', node: 'upper', title: 'Shout' }, cards)
    const theirs = edited(base, 'reply', { note: 'theirs' })
    const under = (flow: Flow) => mergeFlows(base, flow, theirs).flow
    const together = perform(ours, { kind: 'rebase', flow: under(ours.flow), under }, cards)
    const back = perform(together, { kind: 'undo' }, cards)
    expect(back.flow.nodes.upper?.title).toBeUndefined()
    expect(back.flow.nodes.reply?.note).toBe('theirs')
  })
})

describe('merging any flows', () => {
  const ids = ['a', 'b', 'c', 'd']
  const anyFlow = fc
    .record({
      nodes: fc.dictionary(fc.constantFrom(...ids), fc.record({ title: fc.constantFrom('x', 'y'), at: fc.nat(3) })),
      wires: fc.uniqueArray(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids), fc.constantFrom('p', 'q')), {
        selector: ([, to, port]) => `${to}.${port}`,
      }),
    })
    .map(({ nodes, wires }) =>
      flowOf(
        Object.fromEntries(Object.entries(nodes).map(([id, { title, at }]) => [id, node('text.upper', { title, position: { x: at, y: 0 } })])),
        ...wires.filter(([from, to]) => from in nodes && to in nodes).map(([from, to, port]) => `${from}.text>${to}.${port}`),
      ),
    )

  it('gives back the one side that changed anything', () => {
    fc.assert(
      fc.property(anyFlow, anyFlow, (was, now) => {
        expect(sameFlow(mergeFlows(was, was, now).flow, now)).toBe(true)
        expect(sameFlow(mergeFlows(was, now, was).flow, now)).toBe(true)
        expect(mergeFlows(was, now, now)).toMatchObject({ overlaps: [] })
      }),
    )
  })

  it('[editor.merge-whole] keeps the container, ports, time limit and retry of a block that both touched, and the limit of runs', () => {
    const more = {
      parent: 'box',
      timeoutMs: 5000,
      retry: { attempts: 3, backoffMs: 10, factor: 2 },
      ports: { inputs: [], outputs: [{ name: 'x', schema: {} }] },
    }
    const was = edited(base, 'upper', more)
    const theirs: Flow = { ...edited(was, 'upper', { note: 'theirs' }), concurrency: { most: 2, beyond: 'queue' } }
    const { flow, overlaps } = mergeFlows(was, edited(was, 'upper', { title: 'mine' }), theirs)
    expect(overlaps).toEqual([])
    expect(flow.nodes.upper).toMatchObject({ ...more, title: 'mine', note: 'theirs' })
    expect(flow.concurrency).toEqual({ most: 2, beyond: 'queue' })
  })

  it('never leaves a wire without its blocks, nor a port with two', () => {
    fc.assert(
      fc.property(anyFlow, anyFlow, anyFlow, fc.constantFrom('mine' as const, 'theirs' as const), (was, mine, theirs, prefer) => {
        const { flow } = mergeFlows(was, mine, theirs, prefer)
        for (const wire of flow.wires) expect(flow.nodes).toHaveProperty([wire.from.node])
        for (const wire of flow.wires) expect(flow.nodes).toHaveProperty([wire.to.node])
        const ports = flow.wires.map((wire) => `${wire.to.node}.${wire.to.port}`)
        expect(new Set(ports).size).toBe(ports.length)
      }),
    )
  })
})
