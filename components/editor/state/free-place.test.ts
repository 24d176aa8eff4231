import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Card } from '../../../server/engine/card.ts'
import { freePlace } from './free-place.ts'
import { shapeIn } from './shape-in.ts'
import { cards, flowOf, node } from './test-cards.ts'

const card = cards.get('text.join') as Card

it('puts a block where it is wanted when nothing is there', () => {
  expect(freePlace(flowOf({}), cards, card, { x: 41, y: 17 })).toEqual({ x: 40, y: 16 })
})

it('never puts a block over another, wherever they stand', () => {
  const place = fc.record({ x: fc.integer({ min: -400, max: 400 }), y: fc.integer({ min: -300, max: 300 }) })
  fc.assert(
    fc.property(fc.array(place, { maxLength: 12 }), place, (places, wanted) => {
      const flow = flowOf(Object.fromEntries(places.map((position, index) => [`n${index}`, node('math.add', { position })])))
      const at = freePlace(flow, cards, card, wanted)
      const whole = { ...flow, nodes: { ...flow.nodes, new: node('text.join', { position: at }) } }
      const mine = shapeIn(whole, cards, 'new')
      for (const [id, { position }] of Object.entries(flow.nodes)) {
        const other = shapeIn(flow, cards, id)
        const apart =
          at.x >= position.x + other.width || at.x + mine.width <= position.x || at.y >= position.y + other.height || at.y + mine.height <= position.y
        expect(apart).toBe(true)
      }
    }),
  )
})
