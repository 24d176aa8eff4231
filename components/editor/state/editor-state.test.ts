import { describe, expect, it } from 'vitest'
import type { Card } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { createStore } from '../store.ts'
import { type EditorState, type Gesture, openEditor, perform } from './editor-state.ts'
import { wireId } from './flow-edit.ts'
import { fragmentOf, fromClipboard, toClipboard } from './fragment.ts'
import { cards, flowOf, node, wire } from './test-cards.ts'

const cardOf = (id: string) => cards.get(id) as Card
/** A gesture after a gesture, in an editor that nobody else is in. */
const doing = (flow: Flow, ...gestures: Gesture[]): EditorState => {
  const store = createStore(flow, cards)
  for (const gesture of gestures) store.perform(gesture)
  return store.get()
}
const wires = (state: EditorState) => state.flow.wires.map(wireId).sort()
const chain = flowOf({ message: 'chat.message', upper: 'text.upper', reply: 'reply.text' }, 'message.text>upper.text', 'upper.text>reply.text')

describe('dragging', () => {
  it('[editor.undo-gesture] takes back a whole drag of two blocks with one undo', () => {
    const gestures: Gesture[] = [
      { kind: 'select', nodes: ['upper', 'reply'] },
      { kind: 'drag', to: { upper: { x: 10, y: 0 }, reply: { x: 10, y: 0 } } },
      { kind: 'drag', to: { upper: { x: 90.4, y: 5 }, reply: { x: 90, y: 5 } } },
      { kind: 'settle' },
    ]
    const dragged = doing(chain, ...gestures)
    expect(dragged.flow.nodes.upper?.position).toEqual({ x: 90, y: 5 })
    const back = doing(chain, ...gestures, { kind: 'undo' })
    expect(back.flow).toEqual(chain)
    expect(back.selection.nodes).toEqual(['upper', 'reply'])
    expect(doing(chain, ...gestures, { kind: 'undo' }, { kind: 'redo' }).flow).toEqual(dragged.flow)
  })

  it('makes two entries of two drags', () => {
    const state = doing(
      chain,
      { kind: 'drag', to: { upper: { x: 8, y: 0 } } },
      { kind: 'settle' },
      { kind: 'drag', to: { upper: { x: 16, y: 0 } } },
      { kind: 'settle' },
      { kind: 'undo' },
    )
    expect(state.flow.nodes.upper?.position.x).toBe(8)
  })

  it('makes no entry of a drag that ends where it began', () => {
    expect(doing(chain, { kind: 'drag', to: { upper: { x: 0, y: 0 } } }, { kind: 'settle' }).history.past).toBe(0)
  })

  it('nudges what is selected, and takes a row of nudges back at once', () => {
    const state = doing(chain, { kind: 'select', nodes: ['upper'] }, { kind: 'nudge', by: { x: 8, y: 0 } }, { kind: 'nudge', by: { x: 8, y: 0 } })
    expect(state.flow.nodes.upper?.position).toEqual({ x: 16, y: 0 })
    expect(state.history.past).toBe(1)
  })
})

describe('drawing a wire', () => {
  const loose = flowOf({ message: 'chat.message', upper: 'text.upper', sum: 'math.add', reply: 'reply.text' })

  it('joins two ports that fit', () => {
    expect(wires(doing(loose, { kind: 'draw', wire: wire('message.text>upper.text') }))).toEqual(['message.text>upper.text'])
  })

  it('[editor.refuse-with-reason] leaves everything as it was and says why when the types do not fit', () => {
    const state = doing(loose, { kind: 'draw', wire: wire('message.text>sum.a') })
    expect(state.flow).toBe(loose)
    expect(state.refusal?.reason).toMatch(/number/i)
  })

  it('names the circle a wire would close', () => {
    const state = doing(flowOf({ one: 'text.upper', two: 'text.upper' }, 'one.text>two.text'), { kind: 'draw', wire: wire('two.text>one.text') })
    expect(state.refusal?.reason).toBe('This would go round in a circle: Upper → Upper → Upper.')
    expect(doing(loose, { kind: 'draw', wire: wire('upper.text>upper.text') }).refusal?.reason).toBe('A block cannot feed itself.')
  })

  it('pushes out the wire that held the port, since a port takes one', () => {
    const state = doing(chain, { kind: 'draw', wire: wire('message.text>reply.text') })
    expect(wires(state)).toEqual(['message.text>reply.text', 'message.text>upper.text'])
    expect(wires(doing(chain, { kind: 'draw', wire: wire('message.text>reply.text') }, { kind: 'undo' }))).toEqual(wires(openEditor(chain)))
  })

  it('lets any output, and any number of wires, into After', () => {
    const state = doing(loose, { kind: 'draw', wire: wire('message.done>reply.after') }, { kind: 'draw', wire: wire('sum.sum>reply.after') })
    expect(wires(state)).toEqual(['message.done>reply.after', 'sum.sum>reply.after'])
    expect(doing(loose, { kind: 'draw', wire: wire('message.done>reply.text') }).refusal?.reason).toMatch(/does not fit/)
  })

  it('puts the converting block between when the types differ but one exists', () => {
    const state = doing(loose, { kind: 'draw', wire: wire('sum.sum>upper.text') })
    expect(wires(state)).toEqual(['number-to-text.text>upper.text', 'sum.sum>number-to-text.number'])
    expect(doing(loose, { kind: 'draw', wire: wire('sum.sum>upper.text') }, { kind: 'undo' }).flow).toEqual(loose)
  })

  it('takes a wire by its end and puts it elsewhere, as one gesture', () => {
    const state = doing(chain, { kind: 'redraw', old: wire('upper.text>reply.text'), wire: wire('message.text>reply.text') })
    expect(wires(state)).toEqual(['message.text>reply.text', 'message.text>upper.text'])
    expect(state.history.past).toBe(1)
  })

  it('keeps the old wire when the new place refuses it', () => {
    const withSum = { ...chain, nodes: { ...chain.nodes, sum: node('math.add') } }
    const state = doing(withSum, { kind: 'redraw', old: wire('upper.text>reply.text'), wire: wire('upper.text>sum.a') })
    expect(state.flow).toBe(withSum)
    expect(state.refusal).not.toBeNull()
  })
})

describe('adding a block', () => {
  it('puts it where it was dropped, selected, under a short id of its own', () => {
    const state = doing(chain, { kind: 'add', card: cardOf('text.upper'), at: { x: 640.2, y: 9 } })
    expect(state.selection.nodes).toEqual(['upper-2'])
    expect(state.flow.nodes['upper-2']).toEqual({ block: 'text.upper', version: 1, inputs: {}, position: { x: 640, y: 8 } })
  })

  it('wires it to the loose end it was asked for from, at the first port that fits', () => {
    const state = doing(chain, { kind: 'add', card: cardOf('text.join'), at: { x: 0, y: 0 }, from: { side: 'output', node: 'message', port: 'text' } })
    expect(wires(state)).toContain('message.text>join.separator')
    expect(state.history.past).toBe(1)
  })

  it('puts it into a wire when both halves fit, and beside it when they do not', () => {
    const into = wire('upper.text>reply.text')
    expect(wires(doing(chain, { kind: 'add', card: cardOf('text.upper'), at: { x: 0, y: 0 }, into }))).toEqual([
      'message.text>upper.text',
      'upper-2.text>reply.text',
      'upper.text>upper-2.text',
    ])
    expect(wires(doing(chain, { kind: 'add', card: cardOf('math.add'), at: { x: 0, y: 0 }, into }))).toEqual(wires(openEditor(chain)))
  })

  it('refuses a second beginning and names the first', () => {
    const state = doing(chain, { kind: 'add', card: cardOf('manual.start'), at: { x: 0, y: 0 } })
    expect(state.flow).toBe(chain)
    expect(state.refusal?.reason).toContain('Message')
  })
})

describe('deleting, copying, switching off', () => {
  it('deletes the selected blocks with their wires, and undo brings both back', () => {
    const gestures: Gesture[] = [{ kind: 'select', nodes: ['upper'] }, { kind: 'delete' }]
    const state = doing(chain, ...gestures)
    expect(Object.keys(state.flow.nodes)).toEqual(['message', 'reply'])
    expect(wires(state)).toEqual([])
    expect(doing(chain, ...gestures, { kind: 'undo' }).flow).toEqual(chain)
  })

  it('deletes a selected wire and leaves its blocks', () => {
    const state = doing(chain, { kind: 'select', wires: ['upper.text>reply.text'] }, { kind: 'delete' })
    expect(wires(state)).toEqual(['message.text>upper.text'])
    expect(Object.keys(state.flow.nodes)).toHaveLength(3)
  })

  it('duplicates blocks with the wires among them, beside the originals, and selects the copies', () => {
    const state = doing(chain, { kind: 'select', nodes: ['upper', 'reply'] }, { kind: 'duplicate' })
    expect(state.selection.nodes).toEqual(['upper-2', 'text'])
    expect(wires(state)).toContain('upper-2.text>text.text')
    expect(wires(state)).not.toContain('message.text>upper-2.text')
    expect(state.flow.nodes['upper-2']?.position).toEqual({ x: 32, y: 32 })
  })

  it('pastes into another flow what was copied here, at the pointer', () => {
    const clip = fromClipboard(toClipboard(fragmentOf(chain, ['upper', 'reply'])))
    if (!clip) throw new Error('the clipboard text was not read back')
    const state = doing(flowOf({}), { kind: 'paste', fragment: clip, at: { x: 100, y: 50 } })
    expect(wires(state)).toEqual(['upper.text>text.text'])
    expect(state.flow.nodes.upper?.position).toEqual({ x: 100, y: 50 })
    expect(fromClipboard('{"hearth":"fragment","flow":{"nodes":[]}}')).toBeNull()
    expect(fromClipboard('just words')).toBeNull()
  })

  it('switches all off when one of them is on, else all on', () => {
    const off = doing(chain, { kind: 'switch-off', nodes: ['upper', 'reply'] })
    expect(off.flow.nodes.upper?.disabled).toBe(true)
    expect(perform(off, { kind: 'switch-off', nodes: ['upper', 'reply'] }, cards).flow).toEqual(chain)
  })
})

describe('typing', () => {
  const typed = (value: string): Gesture => ({ kind: 'set-input', node: 'upper', port: 'text', value: { kind: 'literal', value } })

  it('takes back a spell of typing in one field at once, and each field by itself', () => {
    const gestures: Gesture[] = [
      typed('h'),
      typed('hi'),
      { kind: 'retitle', node: 'upper', title: 'S' },
      { kind: 'retitle', node: 'upper', title: 'Shout' },
      { kind: 'undo' },
    ]
    const once = doing(chain, ...gestures)
    expect(once.flow.nodes.upper).toMatchObject({ inputs: { text: { kind: 'literal', value: 'hi' } } })
    expect(once.flow.nodes.upper?.title).toBeUndefined()
    expect(doing(chain, ...gestures, { kind: 'undo' }).flow).toEqual(chain)
  })

  it('forgets what could be redone once something new is done', () => {
    const state = doing(chain, typed('h'), { kind: 'undo' }, { kind: 'retitle', node: 'upper', title: 'Shout' }, { kind: 'redo' })
    expect(state.flow.nodes.upper).toMatchObject({ title: 'Shout', inputs: {} })
  })

  it('changes nothing, not even the history, when a gesture has no effect', () => {
    const store = createStore(chain, cards)
    const before = store.get()
    for (const gesture of [
      { kind: 'undo' },
      { kind: 'redo' },
      { kind: 'delete' },
      { kind: 'duplicate' },
      { kind: 'select' },
      { kind: 'cut', wires: ['x.y>z.a'] },
    ] satisfies Gesture[]) {
      store.perform(gesture)
      expect(store.get()).toBe(before)
    }
  })
})
