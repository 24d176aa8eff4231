import ElkApi from 'elkjs/lib/elk.bundled.js'
import { expect, it } from 'vitest'
import { shapeIn } from './shape-in.ts'
import { cards, flowOf, node } from './test-cards.ts'
import { elkGraph, tidied } from './tidy.ts'

const flow = flowOf(
  {
    message: node('chat.message', { position: { x: 200, y: 120 } }),
    one: 'text.upper',
    two: 'text.upper',
    join: 'text.join',
    reply: 'reply.text',
    alone: 'math.add',
    lost: 'gone.block',
  },
  'message.text>one.text',
  'message.text>two.text',
  'one.text>join.parts',
  'two.text>join.separator',
  'join.text>reply.text',
  'reply.done>lost.anything',
)

it('lays every wire from left to right and no block over another', async () => {
  const to = tidied(flow, await new ElkApi().layout(elkGraph(flow, cards)))
  expect(Object.keys(to).sort()).toEqual(Object.keys(flow.nodes).sort())
  for (const { from, to: end } of flow.wires) {
    expect((to[from.node]?.x ?? 0) + shapeIn(flow, cards, from.node).width).toBeLessThan(to[end.node]?.x ?? 0)
  }
  const boxes = Object.entries(to).map(([id, { x, y }]) => ({ x, y, ...shapeIn(flow, cards, id) }))
  const overlapping = boxes.flatMap((a, i) =>
    boxes.slice(i + 1).filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height),
  )
  expect(overlapping).toEqual([])
  expect(Math.min(...boxes.map(({ x }) => x))).toBe(0)
  for (const { x, y } of boxes) expect([x % 8, y % 8]).toEqual([0, 0])
})
