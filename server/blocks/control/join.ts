import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic, listOfGeneric } from '../../engine/port-types.ts'
import { AppError } from '../../kernel/errors.ts'

const ports = ['a', 'b', 'c', 'd', 'e', 'f'] as const
const way = (title: string) => generic('T').optional().meta({ title })

export default defineBlock({
  id: 'control.join',
  version: 2,
  typedSince: 2,
  title: 'Join',
  summary: 'Waits for all ways that lead into it and lists what came. A way that was skipped is left out.',
  docs: 'Wire up to six parallel ways to A to F. It waits until each has come or was skipped, then lists the values in the order A to F, whichever was first. With "At least" it fails when too few came. To take only the first that came, put the ways into a Race.',
  words: ['wait for all', 'barrier', 'synchronise', 'aggregate branches', 'wait for both'],
  category: 'control',
  icon: 'merge',
  effect: 'pure',
  join: 'any',
  input: z.object({
    a: way('A'),
    b: way('B'),
    c: way('C'),
    d: way('D'),
    e: way('E'),
    f: way('F'),
    least: z.int().min(0).max(6).default(0).meta({ title: 'At least', description: 'Fails when fewer came.' }),
  }),
  output: z.object({ values: listOfGeneric('T').meta({ title: 'Values', description: 'In the order A to F.' }), count: z.int().meta({ title: 'Count' }) }),
  run: ({ input }) => {
    const values = ports.flatMap((port): unknown[] => (input[port] === undefined ? [] : [input[port]]))
    if (values.length < input.least) throw new AppError('invalid-input', `Only ${values.length} of at least ${input.least} ways brought something.`)
    return { values, count: values.length }
  },
  examples: [
    { title: 'lists what came', input: { a: 1, c: 3 }, output: { values: [1, 3], count: 2 } },
    { title: 'fails when too little came', input: { a: 1, least: 2 }, fails: 'invalid-input' },
  ],
})
