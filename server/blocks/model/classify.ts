import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { AppError } from '../../kernel/errors.ts'

export default defineBlock({
  id: 'model.classify',
  title: 'Classify',
  summary: 'A model picks one of your labels for a text.',
  words: ['text classifier', 'question classifier', 'sentiment analysis', 'intent', 'categorise', 'categorize', 'router by model'],
  category: 'models',
  icon: 'tags',
  effect: 'external',
  idempotent: false,
  needs: ['model'],
  input: z.object({
    text: z.string().min(1).max(400_000).meta({ title: 'Text' }),
    labels: z.array(z.string().min(1).max(60)).min(2).max(50).meta({ title: 'Labels', description: 'The last one should fit everything else.' }),
    instructions: z.string().max(20_000).default('').meta({ title: 'Instructions', description: 'What each label means.' }),
    model: z.string().max(160).default('').meta({ title: 'Model', description: "Empty takes the workspace's default." }),
  }),
  output: z.object({ label: z.string().meta({ title: 'Label', description: 'One of the labels.' }) }),
  fields: { text: { control: 'multiline' }, instructions: { control: 'multiline' }, labels: { control: 'json' }, model: { control: 'model' } },
  run: async ({ input, model }) => {
    const reply = await model.call({
      ...(input.model ? { model: input.model } : {}),
      messages: [
        {
          role: 'system',
          text: ['Pick the one label that fits the message of the user best. Do not answer the message.', input.instructions].filter(Boolean).join('\n'),
        },
        { role: 'user', text: input.text },
      ],
      outputSchema: { type: 'object', properties: { label: { type: 'string', enum: input.labels } }, required: ['label'], additionalProperties: false },
    })
    const picked = z.object({ label: z.string() }).safeParse(reply.object).data?.label
    if (picked === undefined || !input.labels.includes(picked))
      throw new AppError('outside-failed', 'The model gave none of the labels. Try again, or describe the labels in the instructions.')
    return { label: picked }
  },
  examples: [
    {
      title: 'picks a label',
      input: { text: 'I was charged twice', labels: ['billing', 'other'] },
      replies: [{ hand: 'model', text: '{"label":"billing"}' }],
      output: { label: 'billing' },
    },
    {
      title: 'does not take a label of its own',
      input: { text: 'Hello', labels: ['a', 'b'] },
      replies: [{ hand: 'model', text: '{"label":"c"}' }],
      fails: 'outside-failed',
    },
    { title: 'needs two labels to choose from', input: { text: 'Hello', labels: ['a'] }, fails: 'invalid-input' },
  ],
})
