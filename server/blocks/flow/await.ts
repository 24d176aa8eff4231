import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { anyValue, json } from '../any-value.ts'
import { deadlineAfter } from '../deadline-after.ts'

export default defineBlock({
  id: 'flow.await',
  title: 'Wait for a run',
  summary: 'Waits until a run of this workspace has ended and gives what came of it.',
  docs: 'Give it the run that "Start a flow" began. It rests without holding a worker until that run has ended, then Output or Failed fires, so one flow can begin several runs first and wait for all of them later.',
  words: ['wait for workflow'],
  category: 'flows',
  icon: 'hourglass',
  effect: 'composite',
  needs: ['wait', 'call'],
  input: z.object({
    run: z.uuid().meta({ title: 'Run', description: 'The id of the run, such as "Start a flow" gives it.' }),
    hours: z.number().min(0).max(8760).default(0).meta({ title: 'Hours to wait', description: '0 waits without end.' }),
  }),
  output: z.object({
    output: anyValue('Output', 'What came of it. Fires when it completed.').optional(),
    failed: z.object({ status: z.string(), message: z.string() }).optional().meta({ title: 'Failed', description: 'Fires when it failed or was cancelled.' }),
    expired: z.object({ at: z.string() }).optional().meta({ title: 'Expired', description: 'Fires when the time is over.' }),
  }),
  fields: { hours: { advanced: true } },
  run: async ({ input, wait, call }) => {
    const from = input.hours > 0 ? await call('from', 'time.now', {}) : {}
    const answer = await wait('run', { kind: 'run', run: input.run, ...deadlineAfter(String(from.at), input.hours) })
    if (answer.outcome === 'expired') return { expired: { at: answer.at } }
    const end = endSchema.parse(answer.value)
    if (end.status === 'completed') return { output: end.output ?? null }
    return { failed: { status: end.status, message: end.error?.message ?? 'The run was cancelled.' } }
  },
  examples: [
    {
      title: 'gives what came of the run',
      input: { run: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d' },
      replies: [{ hand: 'wait', answer: { value: { status: 'completed', output: { text: 'Hello' } } } }],
      output: { output: { text: 'Hello' } },
    },
    {
      title: 'says how it failed',
      input: { run: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d' },
      replies: [{ hand: 'wait', answer: { value: { status: 'failed', error: { message: 'The account does not hold that much.' } } } }],
      output: { failed: { status: 'failed', message: 'The account does not hold that much.' } },
    },
    { title: 'refuses what is no id of a run', input: { run: 'that one' }, fails: 'invalid-input' },
  ],
})

const endSchema = z.object({
  status: z.string(),
  output: json.optional(),
  error: z.looseObject({ message: z.string() }).nullish(),
})
