import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic } from '../../engine/port-types.ts'

export default defineBlock({
  id: 'control.gate',
  version: 2,
  typedSince: 2,
  title: 'Gate',
  summary: 'Passes the value on when it is open. Otherwise what hangs on it is skipped.',
  docs: 'While Open is true the value passes. When it is false nothing comes out, and whatever hangs on it alone is skipped. For two ways use Branch, for several Switch.',
  words: ['only continue if', 'filter by zapier', 'stop unless', 'guard', 'no operation'],
  category: 'control',
  icon: 'door-open',
  effect: 'pure',
  input: z.object({ open: z.boolean().meta({ title: 'Open' }), value: generic('T').default(true).meta({ title: 'Value' }) }),
  output: z.object({ value: generic('T').optional().meta({ title: 'Value' }) }),
  run: ({ input }) => (input.open ? { value: input.value } : {}),
  examples: [
    { title: 'lets through when open', input: { open: true, value: 7 }, output: { value: 7 } },
    { title: 'holds back when shut', input: { open: false, value: 7 }, output: {} },
    { title: 'refuses to guess', input: { open: 'perhaps' }, fails: 'invalid-input' },
  ],
})
