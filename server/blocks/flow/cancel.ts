import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'flow.cancel',
  title: 'Cancel a run',
  summary: 'Stops another run of this workspace. One that has ended stays as it ended.',
  docs: 'Stops the run, its called flows and its open questions within about a second. What it has done stays done. A run that ended before stays as it ended, and that is no failure here.',
  words: ['stop workflow', 'abort'],
  category: 'flows',
  icon: 'circle-stop',
  effect: 'transactional',
  needs: ['flows'],
  input: z.object({ run: z.uuid().meta({ title: 'Run', description: 'The id of the run.' }) }),
  output: z.object({ run: z.string().meta({ title: 'Run' }) }),
  run: async ({ input, flows }) => {
    await flows.cancel(input.run)
    return { run: input.run }
  },
  examples: [
    {
      title: 'stops it',
      input: { run: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d' },
      output: { run: '019aa3f0-7c1e-7d2a-8a52-9b1d1a2b3c4d' },
    },
    { title: 'refuses what is no id of a run', input: { run: 'that one' }, fails: 'invalid-input' },
  ],
})
