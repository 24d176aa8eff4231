import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { byPort } from '../human/answering.ts'
import { askingFields, askingShape, askPeople } from '../human/asking.ts'
import { declinedPort, expiredPort, unanswered } from '../human/verdict.ts'
import { cardQuestion, onlyThese } from './card-question.ts'
import { chosenOf } from './chosen.ts'
import { mapSchema, markerSchema, pointSchema } from './props/map.ts'

export default defineBlock({
  id: 'show.map',
  title: 'Show map',
  summary: 'Draws places on a map of outlines, without any outside service; may ask to pick one.',
  words: ['location', 'places'],
  category: 'cards',
  icon: 'map-pin',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    markers: z.array(markerSchema).max(100).meta({ title: 'Places', description: 'An id, a label, lat and lng each.' }),
    title: z.string().max(200).default('').meta({ title: 'Title' }),
    ask: z.boolean().default(false).meta({ title: 'Let the person pick one' }),
    route: mapSchema.shape.route.meta({ title: 'Route', description: 'Points with lat and lng, joined by a line.' }),
    center: pointSchema.optional().meta({ title: 'Centre', description: 'Left out, the map shows all that is on it.' }),
    zoom: z.number().min(0).max(12).optional().meta({ title: 'Zoom', description: '0 is the whole earth; each step doubles.' }),
    ...askingShape,
  }),
  output: z.object({ picked: markerSchema.optional().meta({ title: 'Picked' }), by: byPort, declined: declinedPort, expired: expiredPort }),
  fields: { ...askingFields, route: { advanced: true }, center: { advanced: true }, zoom: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { markers, title, route, center, zoom } = input
    const props = { markers, title, route, ...(center ? { center } : {}), ...(zoom === undefined ? {} : { zoom }) }
    if (!input.ask || markers.length === 0) {
      await call('card', 'show.card', { component: 'Map', props })
      return {}
    }
    const answer = onlyThese({ place: { type: 'string', enum: markers.map(({ id }) => id) } })
    const question = cardQuestion({ component: 'Map', kind: 'choice', title: title || 'Pick a place', props, answer })
    const said = await askPeople(question, input, { ask, call })
    return unanswered(said) ?? { picked: chosenOf(markers, said.value, 'place', ({ id }) => id), by: said.by?.name ?? '' }
  },
  examples: [
    {
      title: 'gives the place that was picked',
      input: { markers: [{ id: 'porto', lat: 41.15, lng: -8.61, label: 'Porto' }], ask: true },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { place: 'porto' }, by: { id: 'p1', name: 'Ada' } } }],
      output: { picked: { id: 'porto', lat: 41.15, lng: -8.61, label: 'Porto', detail: '', kind: 'place' }, by: 'Ada' },
    },
    {
      title: 'only draws when nobody is asked',
      input: { markers: [] },
      replies: [{ hand: 'call', block: 'show.card', output: { shown: true } }],
      output: {},
    },
    { title: 'refuses a place that is not on earth', input: { markers: [{ id: 'x', lat: 141, lng: 0, label: 'X' }] }, fails: 'invalid-input' },
  ],
})
