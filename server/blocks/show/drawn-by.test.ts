import { expect, it } from 'vitest'
import { cards } from '../index.ts'
import { cardDrawnBy } from './drawn-by.ts'

it('[genui.card-streams] every block that shows a card is known by it, and no other block', () => {
  const shown = [...cards().keys()].filter((id) => id.startsWith('show.') && id !== 'show.card')
  expect(shown.length).toBeGreaterThan(15)
  for (const id of shown) expect(cardDrawnBy(id), id).toBeDefined()
  for (const id of ['show.card', 'time.now', 'ledger.transfer', 'show.nothing']) expect(cardDrawnBy(id), id).toBeUndefined()
})
