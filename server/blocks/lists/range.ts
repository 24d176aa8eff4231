import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'

const most = 100_000

export default defineBlock({
  id: 'lists.range',
  title: 'Range',
  summary: 'Makes a list of whole numbers from one to another.',
  words: ['sequence', 'numbers from to', 'counter'],
  category: 'lists',
  icon: 'hash',
  effect: 'pure',
  input: z.object({
    from: z.int().default(0).meta({ title: 'From' }),
    to: z.int().meta({ title: 'Up to', description: 'This one is not in it.' }),
    step: z.int().default(1).meta({ title: 'Step', description: 'May be negative, to count down.' }),
  }),
  output: z.object({ items: z.array(z.int()).meta({ title: 'Numbers' }) }),
  run: ({ input: { from, to, step } }) => {
    if (step === 0) throw new AppError('invalid-input', 'A range with steps of 0 never ends. Choose another step.')
    const length = Math.max(0, Math.ceil((to - from) / step))
    if (length > most) throw new AppError('invalid-input', `This range has ${length} numbers; ${most} are the most.`)
    return { items: Array.from({ length }, (_, index) => from + index * step) }
  },
  examples: [
    { title: 'counts up', input: { to: 4 }, output: { items: [0, 1, 2, 3] } },
    { title: 'counts down', input: { from: 6, to: 0, step: -2 }, output: { items: [6, 4, 2] } },
    { title: 'is empty when there is no way', input: { from: 3, to: 1 }, output: { items: [] } },
    { title: 'refuses to stand still', input: { to: 3, step: 0 }, fails: 'invalid-input' },
    { title: 'refuses a range without measure', input: { to: 1_000_000_000 }, fails: 'invalid-input' },
  ],
})
