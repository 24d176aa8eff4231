import { createStateStore } from '@json-render/react'
import { expect, it, vi } from 'vitest'
import type { JsonObject } from '../../server/kernel/json.ts'
import { followCard } from '../genui/card-store.ts'
import { cardKeeping } from './card-keeping.ts'

it('[genui.card-kept] sends the newest state of a card once it rests, or at once when the page goes, and shows what others fill in together', async () => {
  const sent: [string, JsonObject | null, boolean][] = []
  const keeping = cardKeeping(async (...given) => void sent.push(given), 60_000)
  keeping.learn([{ card: 'a', state: { typed: 'before' }, shared: false }])
  expect(keeping.own.read('a')).toEqual({ typed: 'before' })
  expect(keeping.shared.read('a')).toBeUndefined()

  const saved = vi.fn()
  keeping.own.write('a', { typed: 'Po' }, saved)
  keeping.own.write('a', { typed: 'Porto' }, saved)
  keeping.learn([{ card: 'a', state: { typed: 'older' }, shared: false }])
  expect(keeping.own.read('a'), 'a later snapshot does not take back what is typed').toEqual({ typed: 'Porto' })
  expect(sent).toEqual([])
  keeping.flush()
  await vi.waitFor(() => expect(saved).toHaveBeenCalledTimes(1))
  expect(sent).toEqual([['a', { typed: 'Porto' }, false]])

  const store = createStateStore({ typed: { seats: '1' }, mine: true })
  const stop = followCard(store, 'b', keeping.shared)
  keeping.hear({ b: { typed: { seats: '2' } } })
  expect(JSON.parse(JSON.stringify(store.getSnapshot()))).toEqual({ typed: { seats: '2' } })
  keeping.shared.write('b', { typed: { seats: '3' } }, saved)
  keeping.hear({ b: { typed: { seats: '4' } } })
  expect(keeping.shared.read('b'), 'what is on its way wins').toEqual({ typed: { seats: '3' } })
  stop()
})
