import fc from 'fast-check'
import { expect, it } from 'vitest'
import { cards } from '../../../server/blocks/index.ts'
import type { Flow, FlowNode } from '../../../server/engine/flow.ts'
import { takeParts, withPlaces } from './take-parts.ts'

const node = (block: string, more: Partial<FlowNode> = {}): FlowNode => ({ block, version: 1, inputs: {}, position: { x: 0, y: 0 }, ...more })
const wire = (from: string, to: string) => ({ from: { node: from, port: 'text' }, to: { node: to, port: 'text' } })
const text = (value: string) => ({ kind: 'literal' as const, value })

const asked: Flow = {
  schema: 1,
  nodes: {
    message: node('chat.message'),
    shout: node('text.change-case', { position: { x: 320, y: 0 } }),
    reply: node('reply.text', { position: { x: 640, y: 0 } }),
  },
  wires: [wire('message', 'shout'), wire('shout', 'reply')],
}
const proposed: Flow = {
  schema: 1,
  nodes: {
    ...asked.nodes,
    shout: node('text.change-case', { title: 'Loud', position: { x: 320, y: 0 } }),
    hello: node('text.template', { inputs: { template: text('Hi {{a}}') } }),
  },
  wires: [wire('message', 'shout'), { from: { node: 'shout', port: 'text' }, to: { node: 'hello', port: 'a' } }, wire('hello', 'reply')],
}
const all = new Set(['shout', 'hello', 'reply'])

it('[editor.take-parts] takes the whole of a proposal', () => {
  expect(takeParts({ now: asked, asked, proposed, parts: all })).toEqual(proposed)
})

it('[editor.take-parts] takes some of it, and no wire to what was not taken', () => {
  const some = takeParts({ now: asked, asked, proposed, parts: new Set(['shout', 'reply']) })
  expect(some.nodes.shout?.title).toBe('Loud')
  expect(Object.keys(some.nodes)).toEqual(['message', 'shout', 'reply'])
  expect(some.wires).toEqual([wire('message', 'shout')])
  expect(takeParts({ now: asked, asked, proposed, parts: new Set() })).toEqual(asked)
})

it('[editor.take-parts] keeps what was changed since it was asked', () => {
  const now: Flow = {
    ...asked,
    nodes: {
      ...asked.nodes,
      shout: { ...node('text.change-case', { position: { x: 400, y: 40 } }), note: 'Mine', inputs: { to: text('lower') } },
      extra: node('note.note'),
    },
  }
  const taken = takeParts({ now, asked, proposed, parts: all })
  expect(taken.nodes.shout).toMatchObject({ title: 'Loud', note: 'Mine', inputs: { to: text('lower') }, position: { x: 400, y: 40 } })
  expect(taken.nodes.extra).toBeDefined()
  expect(taken.wires).toEqual(proposed.wires)
})

it('[editor.take-parts] leaves no wire without its blocks and no block in a container that is not there, whatever is taken', () => {
  const ids = ['a', 'b', 'c', 'd', 'e']
  const flow = fc
    .record({
      there: fc.subarray(ids),
      wires: fc.array(fc.tuple(fc.constantFrom(...ids), fc.constantFrom(...ids)), { maxLength: 8 }),
      within: fc.constantFrom(...ids),
    })
    .map(({ there, wires, within }): Flow => {
      const has = (id: string) => there.includes(id)
      return {
        schema: 1,
        nodes: Object.fromEntries(there.map((id) => [id, node('text.join', id !== within && has(within) && id > within ? { parent: within } : {})])),
        wires: wires.filter(([from, to]) => has(from) && has(to)).map(([from, to]) => wire(from, to)),
      }
    })
  fc.assert(
    fc.property(flow, flow, flow, fc.subarray(ids), (before, after, now, parts) => {
      const taken = takeParts({ now, asked: before, proposed: after, parts: new Set(parts) })
      for (const { from, to } of taken.wires) expect(taken.nodes).toMatchObject({ [from.node]: {}, [to.node]: {} })
      for (const { parent } of Object.values(taken.nodes)) if (parent !== undefined) expect(taken.nodes[parent]).toBeDefined()
    }),
  )
})

it('[editor.take-parts] puts new blocks beside what they hang on, over nothing else, and moves nothing', () => {
  const placed = withPlaces(asked, proposed, cards())
  for (const id of Object.keys(asked.nodes)) expect(placed.nodes[id]?.position).toEqual(asked.nodes[id]?.position)
  const places = Object.values(placed.nodes).map(({ position }) => `${position.x} ${position.y}`)
  expect(new Set(places).size).toBe(places.length)
  expect(placed.nodes.hello?.position.x).toBeGreaterThanOrEqual(320)
})
