import { expect, it } from 'vitest'
import type { EngineEvent } from '../engine/events.ts'
import { stepEvents } from './step-events.ts'

it('[stream.whole-characters] never cuts a character in two, wherever a model cuts its text', () => {
  const events: EngineEvent[] = []
  const shown = stepEvents({ path: 'a', attempt: '1.1' }, (_, event) => void events.push(event)).show({ channel: 'text', demo: false })
  const text = 'Hi 🙂🙃 you'
  for (let i = 0; i < text.length; i++) shown.write(text.charAt(i))
  shown.close()
  const chunks = events.flatMap((event) => (event.kind === 'stream.chunk' ? { off: event.off, text: event.text ?? '' } : []))
  expect(chunks.map((chunk) => chunk.text).join('')).toBe(text)
  expect(chunks.every((chunk) => chunk.text.isWellFormed())).toBe(true)
  expect(chunks.map((chunk) => chunk.off)).toEqual(chunks.map((_, i) => chunks.slice(0, i).reduce((sum, chunk) => sum + chunk.text.length, 0)))
})

it('[stream.stopped] keeps words that were said until somebody stopped the run, and lets go of half a card and of nothing said', () => {
  const events = stepEvents({ path: 'a', attempt: '1.1' }, () => undefined)
  events.show({ channel: 'text', demo: false }).write('You have')
  events.show({ channel: 'text', demo: false })
  events.show({ channel: 'card', component: 'Balance', draft: true, demo: false }).args('{"acc')
  expect(events.ending('stopped').map(({ event }) => event)).toMatchObject([{ superseded: false, stopped: true }, { superseded: true }, { superseded: true }])
})
