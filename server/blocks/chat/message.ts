import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { fileRefSchema } from '../../kernel/file-ref.ts'

export default defineBlock({
  id: 'chat.message',
  title: 'Chat message',
  summary: 'Starts the flow when somebody writes to the agent in a room.',
  words: ['chat trigger', 'when chat message received', 'user message', 'start', 'trigger'],
  category: 'triggers',
  icon: 'message-circle',
  effect: 'recorded',
  trigger: true,
  input: z.object({}),
  output: z.object({
    text: z.string().meta({ title: 'Text', description: 'What was written.' }),
    room: z.string().meta({ title: 'Room', description: 'The room it was written in.' }),
    author: z.string().meta({ title: 'Author', description: 'The name of who wrote it.' }),
    files: z.array(fileRefSchema).optional().meta({ title: 'Files', description: 'What was attached; nothing when there was nothing.' }),
    context: z
      .array(z.object({ description: z.string(), value: z.string() }))
      .optional()
      .meta({ title: 'Context', description: 'What the app it was written in wants the agent to know. Only from AG-UI clients.' }),
    forwarded: z
      .record(z.string(), z.unknown())
      .optional()
      .meta({ title: 'Forwarded', description: 'Whatever else the app sent along. Only from AG-UI clients.' }),
  }),
  run: () => ({}),
  examples: [{ title: 'gives nothing by itself: its ports come from the message', input: {}, output: {} }],
})
