import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'reply.text',
  title: 'Reply',
  summary: 'Says a text in the room.',
  words: ['answer', 'respond', 'respond to chat', 'direct reply', 'send message', 'message', 'chat response'],
  category: 'chat',
  icon: 'message-square-reply',
  effect: 'recorded',
  needs: ['say'],
  input: z.object({
    text: z.string().min(1).max(100_000).meta({ title: 'Text', description: 'Markdown is drawn.' }),
    speaker: z.string().max(60).default('').meta({ title: 'Speaks as', description: 'A name to speak under; empty is the agent itself.' }),
  }),
  output: z.object({ text: z.string().meta({ title: 'Text', description: 'What was said.' }) }),
  fields: { text: { control: 'multiline' }, speaker: { advanced: true } },
  run: ({ input, say }) => {
    say.text({ text: input.text, ...(input.speaker ? { speaker: input.speaker } : {}) })
    return { text: input.text }
  },
  examples: [
    { title: 'says it', input: { text: 'Good morning.' }, output: { text: 'Good morning.' } },
    { title: 'refuses to say nothing', input: { text: '' }, fails: 'invalid-input' },
  ],
})
