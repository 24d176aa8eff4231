import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { byPort } from '../human/answering.ts'
import { askingFields, askingShape, askPeople } from '../human/asking.ts'
import { declinedPort, expiredPort, unanswered } from '../human/verdict.ts'
import { cardQuestion, onlyThese } from './card-question.ts'
import { chosenOf } from './chosen.ts'
import { slotSchema, timeZoneSchema } from './props/schedule.ts'

export default defineBlock({
  id: 'show.schedule',
  title: 'Offer times',
  summary: 'Offers times and waits for one to be chosen. Taken times cannot be.',
  words: ['appointment', 'booking', 'calendar', 'time slots'],
  category: 'cards',
  icon: 'calendar-days',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    slots: z.array(slotSchema).max(200).meta({ title: 'Times', description: 'A start and an end each; free unless told.' }),
    timeZone: timeZoneSchema.default('UTC').meta({ title: 'Time zone', description: 'In which the times are shown, such as Europe/Berlin.' }),
    title: z.string().min(1).max(200).default('Choose a time').meta({ title: 'Title' }),
    message: z.string().max(1000).default('').meta({ title: 'Message' }),
    ...askingShape,
  }),
  output: z.object({
    slot: slotSchema.optional().meta({ title: 'Time', description: 'The one that was chosen.' }),
    start: z.string().optional().meta({ title: 'Start' }),
    by: byPort,
    none: z.boolean().optional().meta({ title: 'None free', description: 'There was no time to choose.' }),
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...askingFields, message: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { slots, timeZone, title, message } = input
    const free = slots.filter((slot) => slot.free)
    if (free.length === 0) {
      await call('card', 'show.card', { component: 'Schedule', props: { slots, timeZone, title, message } })
      return { none: true }
    }
    const answer = onlyThese({ start: { type: 'string', enum: free.map(({ start }) => start) } })
    const question = cardQuestion({ component: 'Schedule', kind: 'choice', title, props: { slots, timeZone, title, message }, answer })
    const said = await askPeople(question, input, { ask, call })
    const no = unanswered(said)
    if (no) return no
    const slot = chosenOf(free, said.value, 'start', ({ start }) => start)
    return { slot, start: slot.start, by: said.by?.name ?? '' }
  },
  examples: [
    {
      title: 'gives the time that was chosen',
      input: { slots: [{ start: '2026-11-23T09:00:00+01:00', end: '2026-11-23T09:30:00+01:00' }], timeZone: 'Europe/Berlin' },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { start: '2026-11-23T09:00:00+01:00' }, by: { id: 'p1', name: 'Ada' } } }],
      output: {
        slot: { start: '2026-11-23T09:00:00+01:00', end: '2026-11-23T09:30:00+01:00', free: true },
        start: '2026-11-23T09:00:00+01:00',
        by: 'Ada',
      },
    },
    {
      title: 'says when no time is free',
      input: { slots: [{ start: '2026-11-23T09:00:00Z', end: '2026-11-23T09:30:00Z', free: false }] },
      replies: [{ hand: 'call', block: 'show.card', output: { shown: true } }],
      output: { none: true },
    },
    { title: 'refuses a zone that is nowhere', input: { slots: [], timeZone: 'Moon/Base' }, fails: 'invalid-input' },
  ],
})
