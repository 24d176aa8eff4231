import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'
import type { JsonObject } from '../../kernel/json.ts'
import { json } from '../any-value.ts'
import { byPort } from '../human/answering.ts'
import { askingFields, askingShape, askPeople } from '../human/asking.ts'
import { declinedPort, expiredPort, unanswered } from '../human/verdict.ts'
import { cardQuestion } from './card-question.ts'
import { specIn } from './props/a2ui.ts'
import { actionsOf, viewAnswerOf } from './props/view.ts'
import { viewOf } from './props/view-of.ts'

const mostBytes = 200_000

export default defineBlock({
  id: 'show.anything',
  title: 'Show anything',
  summary: 'Draws a view laid out freely of parts and cards; with a button in it, it asks and waits for one press.',
  words: ['card', 'ui', 'interface', 'custom view'],
  category: 'cards',
  icon: 'layout-dashboard',
  effect: 'composite',
  needs: ['ask', 'call'],
  input: z.object({
    spec: z.record(z.string(), json).meta({
      title: 'Spec',
      description:
        'json-render: {"root": key, "elements": {key: {"type", "props", "children": [keys]}}}. Types: Stack{direction,gap} Grid{columns,gap} Heading{text,level} Text{text} Badge{text,tone} Table{columns,rows} Image{file|data,alt} Divider Metric{label,value,change} Input{name,label,kind,options} Button{label,action,tone}, and every card, such as Chart or Balance. Or A2UI: {"a2ui_operations": [messages of v0.8 or v0.9]}.',
    }),
    title: z.string().max(120).default('').meta({ title: 'Title' }),
    shared: z.boolean().default(false).meta({ title: 'Filled together', description: 'What stands in its fields is seen by all in the room.' }),
    ...askingShape,
  }),
  output: z.object({
    shown: z.boolean().optional().meta({ title: 'Shown', description: 'When it asks nothing.' }),
    action: z.string().optional().meta({ title: 'Action', description: 'Of the button that was pressed.' }),
    values: z.record(z.string(), json).optional().meta({ title: 'Values', description: 'What stood in its fields, by name.' }),
    leftOut: z.array(z.string()).meta({ title: 'Left out', description: 'What of the spec may not be drawn.' }),
    by: byPort,
    declined: declinedPort,
    expired: expiredPort,
  }),
  fields: { ...askingFields, shared: { advanced: true } },
  run: async ({ input, ask, call }) => {
    const { title, shared } = input
    if (JSON.stringify(input.spec).length > mostBytes)
      throw new AppError('invalid-input', 'This view is too large: at most 200 KB. Show less of it, or several.')
    const view = viewOf(specIn(input.spec))
    if (!view) throw new AppError('invalid-input', 'There is nothing in this view that can be drawn. Name a root, and give it a type of the catalog.')
    const { spec, dropped: leftOut } = view
    const props = { title, spec, shared }
    if (actionsOf(spec).length === 0) {
      await call('card', 'show.card', { component: 'View', props })
      return { shown: true, leftOut }
    }
    const question = cardQuestion({ component: 'View', kind: 'form', title: title || 'Choose', props, answer: viewAnswerOf(spec) })
    const said = await askPeople(question, input, { ask, call })
    const no = unanswered(said)
    if (no) return { ...no, leftOut }
    const { action, values } = said.value as { action: string; values: JsonObject }
    return { action, values, leftOut, by: said.by?.name ?? '' }
  },
  examples: [
    {
      title: 'draws what it knows and tells what it left out',
      input: {
        spec: {
          root: 'all',
          elements: {
            all: { type: 'Stack', props: {}, children: ['sum', 'evil'] },
            sum: { type: 'Metric', props: { label: 'Open', value: '12' } },
            evil: { type: 'Iframe', props: { src: 'https://example.com' } },
          },
        },
      },
      replies: [{ hand: 'call', block: 'show.card', output: { shown: true } }],
      output: { shown: true, leftOut: ['evil: “Iframe” is not in the catalog'] },
    },
    {
      title: 'gives the action that was pressed, and what stood in the fields',
      input: {
        spec: {
          root: 'all',
          elements: {
            all: { type: 'Stack', props: {}, children: ['seats', 'go'] },
            seats: { type: 'Input', props: { name: 'seats', kind: 'number', min: 1 } },
            go: { type: 'Button', props: { label: 'Reserve', action: 'reserve' } },
          },
        },
      },
      replies: [{ hand: 'ask', answer: { outcome: 'answered', value: { action: 'reserve', values: { seats: 2 } }, by: { id: 'p1', name: 'Ada' } } }],
      output: { action: 'reserve', values: { seats: 2 }, leftOut: [], by: 'Ada' },
    },
    { title: 'refuses a view of nothing', input: { spec: { root: 'a', elements: {} } }, fails: 'invalid-input' },
  ],
})
