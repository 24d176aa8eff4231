import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic } from '../../engine/port-types.ts'

const choice = (title: string) => z.string().max(200).optional().meta({ title, description: 'The text that chooses this port.' })
const port = (title: string) => generic('T').optional().meta({ title })

export default defineBlock({
  id: 'control.switch',
  version: 2,
  typedSince: 2,
  title: 'Switch',
  summary: 'Goes the way whose text is the same as the one given; the other ways are skipped.',
  docs: 'Write a text beside A to D. The first that is the same as On, capitals included, fires with the value; none of them fires Otherwise. For a yes or no use Branch; for numbers, compare in a Branch or make a text of them first.',
  words: ['router', 'route', 'case', 'paths', 'multi branch', 'conditions'],
  category: 'control',
  icon: 'split',
  effect: 'pure',
  input: z.object({
    on: z.string().meta({ title: 'On', description: 'The text that decides.' }),
    value: generic('T').default(true).meta({ title: 'Value', description: 'Passed on through the chosen port.' }),
    a: choice('A'),
    b: choice('B'),
    c: choice('C'),
    d: choice('D'),
  }),
  output: z.object({ a: port('A'), b: port('B'), c: port('C'), d: port('D'), otherwise: port('Otherwise') }),
  run: ({ input: { on, value, ...choices } }) => {
    const chosen = (['a', 'b', 'c', 'd'] as const).find((name) => choices[name] === on)
    return { [chosen ?? 'otherwise']: value }
  },
  examples: [
    { title: 'fires the port that fits', input: { on: 'blue', value: 7, a: 'red', b: 'blue' }, output: { b: 7 } },
    { title: 'fires the first of two that fit', input: { on: 'red', value: 7, a: 'red', b: 'red' }, output: { a: 7 } },
    { title: 'fires Otherwise when none fits', input: { on: 'green', value: 7, a: 'red' }, output: { otherwise: 7 } },
    { title: 'refuses to decide on a number', input: { on: 3 }, fails: 'invalid-input' },
  ],
})
