import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { fileRefSchema } from '../../kernel/file-ref.ts'
import { json } from '../any-value.ts'
import { toolCallSchema } from '../model/message-schema.ts'

export default defineBlock({
  id: 'conversation.read',
  title: 'Read conversation',
  summary: 'The latest messages of the room this run answers, oldest first.',
  words: ['memory', 'chat history', 'message history', 'window buffer memory'],
  category: 'chat',
  icon: 'messages-square',
  effect: 'recorded',
  needs: ['conversation'],
  input: z.object({ limit: z.int().min(1).max(200).default(30).meta({ title: 'Messages', description: 'How many of the latest messages.' }) }),
  output: z.object({
    messages: z.array(
      z.object({
        role: z.enum(['user', 'assistant']),
        name: z.string().optional(),
        text: z.string(),
        files: z.array(fileRefSchema).optional(),
        toolCalls: z.array(toolCallSchema.extend({ result: json.optional() })).optional(),
      }),
    ),
  }),
  run: async ({ input, conversation }) => ({ messages: await conversation.read(input.limit) }),
  examples: [
    {
      title: 'reads what was said',
      input: { limit: 2 },
      replies: [
        {
          hand: 'conversation',
          messages: [
            { role: 'user', text: 'Hello' },
            { role: 'assistant', name: 'Ada', text: 'Good morning.' },
          ],
        },
      ],
      output: {
        messages: [
          { role: 'user', text: 'Hello' },
          { role: 'assistant', name: 'Ada', text: 'Good morning.' },
        ],
      },
    },
    { title: 'refuses a limit of nothing', input: { limit: 0 }, fails: 'invalid-input' },
  ],
})
