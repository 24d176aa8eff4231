import { describe, expect, it } from 'vitest'
import { compile } from '../../../server/engine/compile.ts'
import { diffFlows } from '../../../server/engine/diff-flows.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { readFlowFile, writeFlowFile } from '../../../server/engine/flow-file.ts'
import { createCanvasItems, groupItem } from '../canvas-items.ts'
import { createStore } from '../store.ts'
import { summaryOf } from '../versions/summary.ts'
import type { Gesture } from './editor-state.ts'
import { fragmentOf, fromClipboard, toClipboard } from './fragment.ts'
import { groupExactly, groupsOf, membersOf } from './groups.ts'
import { outlineOf } from './outline-of.ts'
import { cards, flowOf, node } from './test-cards.ts'
import { lineIn } from './wire-ends.ts'
import { bendPlace, wirePath } from './wire-path.ts'

const start = flowOf(
  {
    message: 'chat.message',
    upper: node('text.upper', { position: { x: 320, y: 0 } }),
    other: node('text.upper', { position: { x: 320, y: 200 } }),
    reply: node('reply.text', { position: { x: 640, y: 0 } }),
  },
  'message.text>upper.text',
  'message.text>other.text',
  'upper.text>reply.text',
)
const into = 'message.text>upper.text'
const editing = (flow: Flow, ...gestures: Gesture[]) => {
  const store = createStore(flow, cards)
  for (const gesture of gestures) store.perform(gesture)
  return store
}
const doing = (flow: Flow, ...gestures: Gesture[]) => editing(flow, ...gestures).get().flow
const bendsOf = (flow: Flow, id = into) => flow.wires.find(({ from, to }) => `${from.node}.${from.port}>${to.node}.${to.port}` === id)?.bends
const bend: Gesture = { kind: 'bend', wire: into, at: 0, to: { x: 280, y: 120 } }

describe('bends of a wire', () => {
  it('[editor.bends] are put in, moved and taken away, each move as one step that undo takes back', () => {
    expect(bendsOf(doing(start, bend))).toEqual([{ x: 280, y: 120 }])
    const moved = editing(
      start,
      bend,
      { kind: 'move-bend', wire: into, at: 0, to: { x: 288, y: 120 } },
      { kind: 'move-bend', wire: into, at: 0, to: { x: 296, y: 128 } },
      { kind: 'settle' },
    )
    expect(bendsOf(moved.get().flow)).toEqual([{ x: 296, y: 128 }])
    moved.perform({ kind: 'undo' })
    expect(bendsOf(moved.get().flow)).toEqual([{ x: 280, y: 120 }])
    moved.perform({ kind: 'undo' })
    expect(moved.get().flow).toEqual(start)
    expect(doing(start, bend, { kind: 'unbend', wire: into, at: 0 })).toEqual(start)
  })

  it('[editor.bends] lie on the line in their order, and a new one on the stretch it is nearest to', () => {
    const [from, to] = [
      { x: 0, y: 0, facing: 'right' as const },
      { x: 400, y: 0, facing: 'left' as const },
    ]
    const bends = [
      { x: 100, y: 80 },
      { x: 300, y: 80 },
    ]
    const ends = [...wirePath(from, to, bends).path.matchAll(/ (-?[\d.]+),(-?[\d.]+)(?= C|$)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }))
    expect(ends).toEqual([...bends, { x: 400, y: 0 }])
    expect(
      [
        { x: 40, y: 30 },
        { x: 200, y: 90 },
        { x: 380, y: 20 },
      ].map((at) => bendPlace(from, to, bends, at)),
    ).toEqual([0, 1, 2])
  })

  it('[editor.bends] go with their wire when both its blocks move and when they are copied, stay when one does, and are gone after a tidy-up', () => {
    const flow = doing(start, bend)
    expect(bendsOf(doing(flow, { kind: 'drag', to: { message: { x: 40, y: 8 }, upper: { x: 360, y: 8 } } }))).toEqual([{ x: 320, y: 128 }])
    expect(bendsOf(doing(flow, { kind: 'drag', to: { upper: { x: 360, y: 8 } } }))).toEqual([{ x: 280, y: 120 }])
    expect(bendsOf(doing(flow, { kind: 'arrange', to: { upper: { x: 400, y: 0 } } }))).toBeUndefined()
    const fragment = fromClipboard(toClipboard(fragmentOf(flow, ['message', 'upper'])))
    if (!fragment) throw new Error('nothing was copied')
    const pasted = doing(flow, { kind: 'paste', fragment, at: { x: 1000, y: 1000 } })
    expect(bendsOf(pasted, 'message-2.text>upper-2.text')).toEqual([{ x: 1280, y: 1120 }])
  })
})

describe('groups', () => {
  const framed = doing(start, { kind: 'group', nodes: ['upper', 'other'], id: 'g-1' }, { kind: 'set-group', group: 'g-1', patch: { title: 'Louder' } })

  it('[editor.groups] frame blocks under a name; others join, and a group without blocks is gone', () => {
    expect(membersOf(framed, 'g-1').sort()).toEqual(['other', 'upper'])
    expect(groupExactly(framed, ['other', 'upper'])).toBe('g-1')
    expect(membersOf(doing(framed, { kind: 'group', nodes: ['upper', 'other', 'reply'], id: 'g-2' }), 'g-1').sort()).toEqual(['other', 'reply', 'upper'])
    expect(doing(framed, { kind: 'ungroup', nodes: ['upper', 'other'] })).toEqual(start)
    expect(doing(framed, { kind: 'select', nodes: ['upper', 'other'] }, { kind: 'delete' }).groups).toBeUndefined()
    const undone = editing(start, { kind: 'group', nodes: ['upper'], id: 'g-1' }, { kind: 'undo' })
    expect(undone.get().flow).toEqual(start)
    expect(outlineOf(framed, cards).map(({ id, group }) => `${id} ${group ?? ''}`.trim())).toContain('upper Louder')
  })

  it('[editor.groups] stand around their blocks, and folded they are one box to which the wires lead', () => {
    const box = groupsOf(framed, cards).get('g-1')
    expect(box).toMatchObject({ x: 320 - 24, y: -48 })
    const items = createCanvasItems(cards)
    const nothing = { nodes: [], wires: [] }
    expect(items.nodes(framed, nothing).map(({ id }) => id)).toEqual([groupItem('g-1'), 'message', 'other', 'reply', 'upper'])
    const folded = doing(framed, { kind: 'set-group', group: 'g-1', patch: { folded: true } })
    expect(items.nodes(folded, nothing).map(({ id }) => id)).toEqual([groupItem('g-1'), 'message', 'reply'])
    expect(items.edges(folded, nothing).map(({ source, target }) => `${source} > ${target}`)).toEqual([
      `message > ${groupItem('g-1')}`,
      `message > ${groupItem('g-1')}`,
      `${groupItem('g-1')} > reply`,
    ])
    const [wire] = folded.wires
    expect(wire && lineIn(folded, cards, wire)?.path).toMatch(/ 296,-24$/)
  })

  it('[editor.groups] are copied with all their blocks; a single copy stays in the group of its original', () => {
    const both = doing(framed, { kind: 'select', nodes: ['upper', 'other'] }, { kind: 'duplicate' })
    expect(both.nodes['upper-2']?.group).toBe('g-1-2')
    expect(both.groups?.['g-1-2']?.title).toBe('Louder')
    expect(doing(framed, { kind: 'select', nodes: ['upper'] }, { kind: 'duplicate' }).nodes['upper-2']?.group).toBe('g-1')
  })
})

it('[editor.looks-only] bends and groups are kept in a file, and mean nothing to a run: the plan is the same, and the comparison says so', () => {
  const flow = doing(start, bend, { kind: 'group', nodes: ['upper', 'other'], id: 'g-1' }, { kind: 'set-group', group: 'g-1', patch: { title: 'Louder' } })
  expect(compile(flow, cards)).toEqual(compile(start, cards))
  expect(readFlowFile(writeFlowFile('It', flow)).flow).toMatchObject({ groups: flow.groups, nodes: flow.nodes })
  expect(bendsOf(readFlowFile(writeFlowFile('It', flow)).flow)).toEqual(bendsOf(flow))
  const diff = diffFlows(start, flow, cards)
  expect(diff).toEqual({ nodes: {}, wires: [], settings: [], looks: ['The way of one wire', 'Group “Louder” added'] })
  expect(summaryOf(diff)).toBe('Only how it looks on the canvas')
})
