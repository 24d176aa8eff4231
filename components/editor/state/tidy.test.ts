import ElkApi from 'elkjs/lib/elk.bundled.js'
import { expect, it } from 'vitest'
import { containerAt, framesOf } from './frames.ts'
import { blockWidth } from './geometry.ts'
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

it('[editor.frames] lays what a container holds between its two parts, and nothing else into its frame', async () => {
  const looped = flowOf(
    {
      message: 'chat.message',
      each: 'control.each',
      upper: node('text.upper', { parent: 'each' }),
      deep: node('control.each', { parent: 'each' }),
      low: node('text.upper', { parent: 'deep' }),
      reply: 'reply.text',
    },
    'message.done>each.after',
    'each.item>upper.text',
    'upper.text>each.result',
    'each.done>reply.after',
  )
  const to = tidied(looped, await new ElkApi().layout(elkGraph(looped, cards)))
  const laid = { ...looped, nodes: Object.fromEntries(Object.entries(looped.nodes).map(([id, one]) => [id, { ...one, position: to[id] ?? one.position }])) }
  const frame = framesOf(laid, cards).get('each')
  if (!frame) throw new Error('there is no frame')
  const x = (id: string) => laid.nodes[id]?.position.x ?? 0
  expect(x('message') + blockWidth).toBeLessThan(frame.x)
  for (const id of ['upper', 'deep', 'low']) expect(x(id)).toBeGreaterThan(x('each') + blockWidth)
  expect(x('reply')).toBeGreaterThan(frame.x + frame.width)
  expect(containerAt(laid, cards, laid.nodes.low?.position ?? { x: 0, y: 0 })).toBe('deep')
})

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

it('[editor.reads] lays what an expression reads before it, without a wire', async () => {
  const reading = flowOf({
    upper: node('text.upper', { inputs: { text: { kind: 'expression', source: 'message.text' } } }),
    message: 'chat.message',
  })
  const to = tidied(reading, await new ElkApi().layout(elkGraph(reading, cards)))
  expect((to.message?.x ?? 0) + blockWidth).toBeLessThan(to.upper?.x ?? 0)
})
