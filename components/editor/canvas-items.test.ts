import { describe, expect, it } from 'vitest'
import { createCanvasItems } from './canvas-items.ts'
import { openEditor, perform } from './state/editor-state.ts'
import { cards, flowOf, node } from './state/test-cards.ts'

const flow = flowOf({ message: 'chat.message', upper: 'text.upper', lost: 'gone.block' }, 'message.text>upper.text', 'upper.text>lost.anything')

describe('what the canvas draws', () => {
  it('[editor.large] keeps every block and wire that a drag does not touch', () => {
    const items = createCanvasItems(cards)
    const before = openEditor(flow)
    const after = perform(before, { kind: 'drag', to: { upper: { x: 80, y: 0 } } }, cards)
    const first = items.nodes(before.flow, before.selection)
    const second = items.nodes(after.flow, after.selection)
    expect(second.map((item, index) => item === first[index])).toEqual([true, false, true])
    expect(items.edges(after.flow, after.selection)).toEqual(items.edges(before.flow, before.selection))
    expect(items.edges(after.flow, after.selection)[0]).toBe(items.edges(before.flow, before.selection)[0])
  })

  it('[editor.large] redraws no list for what is typed into a field, nor for the same flow read anew', () => {
    const items = createCanvasItems(cards)
    const before = openEditor(flow)
    const typed = perform(before, { kind: 'set-input', node: 'upper', port: 'text', value: { kind: 'literal', value: 'hello' } }, cards)
    const first = [items.nodes(before.flow, before.selection), items.edges(before.flow, before.selection)]
    expect(items.nodes(typed.flow, typed.selection)).toBe(first[0])
    expect(items.edges(typed.flow, typed.selection)).toBe(first[1])
    const again = { ...typed.flow, wires: [...typed.flow.wires] }
    expect(items.nodes(again, typed.selection)).toBe(first[0])
    expect(items.edges(again, typed.selection)).toBe(first[1])
  })

  it('[editor.large] gives blocks anew when their ports come back, so that every wire finds its end', () => {
    const items = createCanvasItems(cards)
    const nothing = { nodes: [], wires: [] }
    const far = items.nodes(flow, nothing, true)
    const near = items.nodes(flow, nothing, false)
    expect(near.map((item, at) => item === far[at])).toEqual([false, false, false])
    expect(near.map(({ handles }) => handles)).toEqual(far.map(({ handles }) => handles))
  })

  it('gives every wire an end to stand on, also at a block that is not installed', () => {
    const items = createCanvasItems(cards)
    const nodes = new Map(items.nodes(flow, { nodes: [], wires: [] }).map((item) => [item.id, item]))
    for (const edge of items.edges(flow, { nodes: [], wires: [] })) {
      expect(nodes.get(edge.source)?.handles?.some(({ id, type }) => id === edge.sourceHandle && type === 'source')).toBe(true)
      expect(nodes.get(edge.target)?.handles?.some(({ id, type }) => id === edge.targetHandle && type === 'target')).toBe(true)
    }
  })

  it('[editor.reads] draws what an expression reads where both ends can be seen, and keeps it while a block is dragged', () => {
    const items = createCanvasItems(cards)
    const reading = flowOf({
      message: 'chat.message',
      upper: node('text.upper', { inputs: { text: { kind: 'expression', source: 'message.text + message.nothing' } } }),
    })
    const open = { nodes: [], wires: [] }
    const first = items.reads(reading, items.nodes(reading, open))
    expect(first).toMatchObject([{ source: 'message', sourceHandle: 'text', target: 'upper', targetHandle: 'text', selectable: false }])
    const moved = perform(openEditor(reading), { kind: 'drag', to: { upper: { x: 80, y: 0 } } }, cards).flow
    expect(items.reads(moved, items.nodes(moved, open))[0]).toBe(first[0])
  })
})
