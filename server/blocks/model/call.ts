import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'model.call',
  title: 'Ask a model',
  summary: 'Gives a model a prompt and takes its text; says it in the room while it comes, when told to.',
  words: ['llm', 'chat model', 'ai', 'openai', 'gpt', 'claude', 'basic llm chain', 'generate text', 'completion', 'prompt'],
  category: 'models',
  icon: 'sparkle',
  effect: 'external',
  idempotent: false,
  needs: ['model', 'stream'],
  input: z.object({
    prompt: z.string().min(1).max(400_000).meta({ title: 'Prompt' }),
    instructions: z.string().max(50_000).default('').meta({ title: 'Instructions', description: 'What the model is and how it should answer.' }),
    say: z.boolean().default(false).meta({ title: 'Say it in the room', description: 'The text appears while it is being made.' }),
    speaker: z.string().max(60).default('').meta({ title: 'Speaks as', description: 'A name to speak under; empty is the agent itself.' }),
    model: z.string().max(160).default('').meta({ title: 'Model', description: "Empty takes the workspace's default." }),
    temperature: z.number().min(0).max(2).optional().meta({ title: 'Temperature', description: '0 is sober, 1 is lively; not every model takes it.' }),
    maxTokens: z.int().min(1).max(200_000).optional().meta({ title: 'Most tokens', description: 'The answer is cut off after these.' }),
  }),
  output: z.object({ text: z.string().meta({ title: 'Text' }), model: z.string().meta({ title: 'Model', description: 'Which one answered.' }) }),
  fields: {
    prompt: { control: 'multiline' },
    instructions: { control: 'multiline' },
    model: { control: 'model' },
    speaker: { advanced: true },
    temperature: { advanced: true },
    maxTokens: { advanced: true },
  },
  run: async ({ input, model, stream }) => {
    if (input.say && input.speaker) stream.speaker(input.speaker)
    const reply = await model.call({
      ...(input.model ? { model: input.model } : {}),
      messages: [...(input.instructions ? [{ role: 'system' as const, text: input.instructions }] : []), { role: 'user', text: input.prompt }],
      ...(input.temperature === undefined ? {} : { temperature: input.temperature }),
      ...(input.maxTokens === undefined ? {} : { maxOutputTokens: input.maxTokens }),
      ...(input.say ? { onText: (delta: string) => stream.write(delta) } : {}),
    })
    return { text: reply.text, model: reply.model }
  },
  examples: [
    { title: 'gives the text', input: { prompt: 'Name a colour.', say: true }, replies: [{ hand: 'model', text: 'Blue.' }], output: { text: 'Blue.' } },
    { title: 'fails when the model does', input: { prompt: 'Name a colour.' }, replies: [{ hand: 'model', fails: 'outside-failed' }], fails: 'outside-failed' },
    { title: 'refuses an empty prompt', input: { prompt: '' }, fails: 'invalid-input' },
  ],
})
