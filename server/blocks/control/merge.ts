import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { generic } from '../../engine/port-types.ts'
import { AppError } from '../../kernel/errors.ts'

const way = (title: string) => generic('T').optional().meta({ title })

/** Waits until every wired way has come or was skipped; so the order of arrival decides nothing. */
export default defineBlock({
  id: 'control.merge',
  version: 2,
  typedSince: 2,
  title: 'Merge',
  summary: 'Brings ways together again: gives the first of A, B, C, D that was not skipped.',
  docs: 'Wire the ends of ways of which only some run, such as both sides of a Branch. It waits until every wired way has come or was skipped, then gives the first of A, B, C, D that came: the order is fixed, so a fast way never wins by chance.',
  words: ['variable aggregator', 'combine branches', 'join branches', 'union', 'coalesce', 'first available'],
  category: 'control',
  icon: 'git-merge',
  effect: 'pure',
  join: 'any',
  input: z.object({ a: way('A'), b: way('B'), c: way('C'), d: way('D') }),
  output: z.object({
    value: generic('T').meta({ title: 'Value' }),
    from: z.enum(['a', 'b', 'c', 'd']).meta({ title: 'From', description: 'Which way it came.' }),
  }),
  run: ({ input }) => {
    for (const from of ['a', 'b', 'c', 'd'] as const) {
      const value = input[from]
      if (value !== undefined) return { value, from }
    }
    throw new AppError('invalid-input', 'No way leads into this Merge. Wire at least one.')
  },
  examples: [
    { title: 'takes the first that came', input: { b: 2, c: 3 }, output: { value: 2, from: 'b' } },
    { title: 'passes nothing-at-all on as a value', input: { a: null }, output: { value: null, from: 'a' } },
    { title: 'says when no way leads in', input: {}, fails: 'invalid-input' },
  ],
})
