import { describe, expect, it } from 'vitest'
import type { Flow } from '../../../server/engine/flow.ts'
import { createStore } from '../store.ts'
import { type EditorState, type Gesture, openEditor, perform } from './editor-state.ts'
import { wireId } from './flow-edit.ts'
import { fragmentOf } from './fragment.ts'
import { containerAt, framesOf } from './frames.ts'
import { type Box, blockWidth } from './geometry.ts'
import { cards, flowOf, node, wire } from './test-cards.ts'

const cardOf = (id: string) => {
  const card = cards.get(id)
  if (!card) throw new Error(`there is no card ${id}`)
  return card
}
const doing = (flow: Flow, ...gestures: Gesture[]): EditorState => gestures.reduce((state, gesture) => perform(state, gesture, cards), openEditor(flow))
const wires = (state: EditorState) => state.flow.wires.map(wireId).sort()
const held = flowOf(
  { each: 'control.each', upper: node('text.upper', { parent: 'each', position: { x: 300, y: 0 } }), reply: 'reply.text' },
  'each.item>upper.text',
)

describe('containers', () => {
  it('[editor.containers] takes a block in when it is wired to the inner side, and undo lets it out again', () => {
    const loose = flowOf({ each: 'control.each', upper: 'text.upper' })
    const gestures: Gesture[] = [
      { kind: 'draw', wire: wire('each.item>upper.text') },
      { kind: 'draw', wire: wire('upper.text>each.result') },
    ]
    const state = doing(loose, ...gestures)
    expect(state.refusal).toBeNull()
    expect(state.flow.nodes.upper?.parent).toBe('each')
    expect(wires(state)).toEqual(['each.item>upper.text', 'upper.text>each.result'])
    const store = createStore(loose, cards)
    for (const gesture of [...gestures, { kind: 'undo' }, { kind: 'undo' }] satisfies Gesture[]) store.perform(gesture)
    expect(store.get().flow).toEqual(loose)
  })

  it('[editor.containers] leaves outside what a flow begins with, and what the container itself takes from or gives to', () => {
    const around = flowOf(
      { chat: 'chat.message', list: 'text.join', each: 'control.each', after: 'text.join' },
      'list.done>each.after',
      'each.results>after.parts',
    )
    for (const from of ['chat.text', 'list.text', 'after.text']) {
      const state = doing(around, { kind: 'draw', wire: wire(`${from}>each.result`) })
      expect(state.flow).toBe(around)
      expect(state.refusal?.reason).toContain('Only blocks inside “Each” can give this.')
    }
  })

  it('says why nothing leads out of a container but its outputs', () => {
    const state = doing(held, { kind: 'draw', wire: wire('upper.text>reply.text') })
    expect(state.flow).toBe(held)
    expect(state.refusal?.reason).toMatch(/leads out of a container/)
  })

  it('moves what it holds along with it, once', () => {
    const store = createStore(held, cards)
    store.perform({ kind: 'drag', to: { each: { x: 16, y: 8 } } })
    store.perform({ kind: 'drag', to: { each: { x: 32, y: 8 } } })
    store.perform({ kind: 'settle' })
    const state = store.get()
    expect(state.flow.nodes.upper?.position).toEqual({ x: 332, y: 8 })
    store.perform({ kind: 'undo' })
    expect(store.get().flow).toEqual(held)
  })

  it('leaves what it held where it stands when it is deleted', () => {
    const state = doing(held, { kind: 'select', nodes: ['each'] }, { kind: 'delete' })
    expect(Object.keys(state.flow.nodes)).toEqual(['upper', 'reply'])
    expect(state.flow.nodes.upper?.parent).toBeUndefined()
  })

  it('copies a container with what it holds into a copy of its own', () => {
    const state = doing(flowOf({}), { kind: 'paste', fragment: fragmentOf(held, ['each']) }, { kind: 'paste', fragment: fragmentOf(held, ['each']) })
    expect(state.flow.nodes['upper-2']?.parent).toBe('each-2')
    expect(wires(state)).toContain('each-2.item>upper-2.text')
  })

  it('places a block by hand', () => {
    const out = doing(held, { kind: 'place', node: 'upper', container: undefined })
    expect(out.flow.nodes.upper?.parent).toBeUndefined()
    expect(doing(held, { kind: 'place', node: 'reply', container: 'each' }).flow.nodes.reply?.parent).toBe('each')
  })
})

describe('ports of a block’s own', () => {
  const ports = (...names: string[]) => names.map((name) => ({ name, schema: { type: 'string' } }))
  const started = flowOf(
    { start: node('manual.start', { ports: { inputs: [], outputs: ports('name', 'place') } }), upper: 'text.upper' },
    'start.name>upper.text',
  )

  it('[editor.ports] keeps the wires of a port that is renamed, and drops those of one that is gone', () => {
    const renamed = doing(started, { kind: 'set-ports', node: 'start', side: 'outputs', ports: ports('who', 'place') })
    expect(wires(renamed)).toEqual(['start.who>upper.text'])
    expect(wires(doing(started, { kind: 'set-ports', node: 'start', side: 'outputs', ports: ports('place') }))).toEqual([])
  })
})

describe('a container on the canvas', () => {
  it('[editor.frames] stands around all it holds, its end to the right of it, and a frame in a frame stands clear', () => {
    const nested = flowOf({
      each: 'control.each',
      inner: node('control.each', { parent: 'each', position: { x: 400, y: 40 } }),
      upper: node('text.upper', { parent: 'inner', position: { x: 900, y: 300 } }),
      reply: node('reply.text', { position: { x: 4000, y: 0 } }),
    })
    const frames = framesOf(nested, cards)
    const [outer, inner] = [frames.get('each'), frames.get('inner')]
    if (!outer || !inner) throw new Error('there is no frame')
    const right = (box: Box) => box.x + box.width
    expect(400 + inner.end.x).toBeGreaterThan(900 + blockWidth)
    expect(outer.end.x).toBeGreaterThan(right(inner))
    expect([outer.x < inner.x, outer.y < inner.y, right(outer) > right(inner), outer.y + outer.height > inner.y + inner.height]).toEqual([
      true,
      true,
      true,
      true,
    ])
    expect(containerAt(nested, cards, { x: 910, y: 310 })).toBe('inner')
    expect(containerAt(nested, cards, { x: outer.x + 1, y: outer.y + 1 })).toBe('each')
    expect(containerAt(nested, cards, { x: 4000, y: 0 })).toBeUndefined()
  })

  it('[editor.frames] takes in what is put into its frame, and leaves what is put beside it outside', () => {
    const empty = flowOf({ each: 'control.each' })
    const add = (more: object): EditorState => doing(empty, { kind: 'add', card: cardOf('text.upper'), at: { x: 300, y: 40 }, ...more })
    expect(add({ inside: 'each' }).flow.nodes.upper).toMatchObject({ parent: 'each', position: { x: 272, y: 40 } })
    const beside = add({}).flow
    expect(beside.nodes.upper?.parent).toBeUndefined()
    expect(containerAt(beside, cards, beside.nodes.upper?.position ?? { x: 300, y: 40 })).toBeUndefined()
    expect(add({ from: { side: 'output', node: 'each', port: 'item' } }).flow.nodes.upper?.parent).toBe('each')
  })
})
