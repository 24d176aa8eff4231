import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import { modelMessageSchema, modelToolCallSchema, modelToolSchema } from './message-schema.ts'

/** One call to a model inside an agent's loop: one durable step, its text streamed while it comes. */
export default defineBlock({
  id: 'model.turn',
  title: 'Model turn',
  summary: 'One turn of an agent: the model answers or asks for tools.',
  category: 'internal',
  icon: 'bot',
  effect: 'external',
  idempotent: false,
  needs: ['model', 'stream', 'conversation'],
  input: z.object({
    model: z.string().default(''),
    messages: z.array(modelMessageSchema),
    tools: z.array(modelToolSchema.extend({ /** The card that is drawn while the model writes the call. */ draws: z.string().optional() })).default([]),
    speaker: z.string().default(''),
    /** Take up what people said to the run meanwhile. */
    listen: z.boolean().default(false),
  }),
  output: z.object({
    text: z.string(),
    toolCalls: z.array(modelToolCallSchema),
    model: z.string(),
    demo: z.boolean(),
    /** What was taken up, and so answered too: kept with the step, so that a replay hears the same. */
    taken: z.array(z.object({ text: z.string() })).optional(),
    /** Cards that were drawn while their calls were written: the streams, by the call's id. */
    drafts: z.record(z.string(), z.string()).optional(),
  }),
  run: async ({ input, model, stream, conversation }) => {
    if (input.speaker) stream.speaker(input.speaker)
    const taken = input.listen ? await conversation.take() : []
    const drafts: Record<string, string> = {}
    const reply = await model.call({
      ...(input.model ? { model: input.model } : {}),
      messages: [...input.messages, ...taken.map(({ text }) => ({ role: 'user' as const, text }))],
      ...(input.tools.length ? { tools: input.tools.map(({ draws: _, ...tool }) => tool) } : {}),
      onText: (delta) => stream.write(delta),
      onThought: (delta) => stream.think(delta),
      onCall({ id, name }) {
        const draws = input.tools.find((tool) => tool.name === name)?.draws
        if (!draws) return undefined
        const draft = stream.card(draws)
        drafts[id] = draft.id
        return draft.write
      },
    })
    return {
      ...{ text: reply.text, toolCalls: reply.toolCalls, model: reply.model, demo: reply.demo },
      ...(taken.length ? { taken } : {}),
      ...(Object.keys(drafts).length ? { drafts } : {}),
    }
  },
  examples: [
    {
      title: 'answers',
      input: { messages: [{ role: 'user', text: 'Hello' }] },
      replies: [{ hand: 'model', text: 'Hello to you.' }],
      output: { text: 'Hello to you.', toolCalls: [] },
    },
    {
      title: 'asks for a tool',
      input: { messages: [{ role: 'user', text: 'Time?' }], tools: [{ name: 'now', description: 'The time.', inputSchema: { type: 'object' } }] },
      replies: [{ hand: 'model', toolCalls: [{ id: 'c1', name: 'now', input: {} }] }],
      output: { text: '', toolCalls: [{ id: 'c1', name: 'now', input: {} }] },
    },
    {
      title: 'takes up what was said meanwhile',
      input: { messages: [{ role: 'user', text: 'Hello' }], listen: true },
      replies: [
        { hand: 'conversation', messages: [{ role: 'user', text: 'In French' }] },
        { hand: 'model', text: 'Bonjour.' },
      ],
      output: { text: 'Bonjour.', toolCalls: [], taken: [{ text: 'In French' }] },
    },
    { title: 'fails when no model answers', input: { messages: [] }, replies: [{ hand: 'model', fails: 'outside-failed' }], fails: 'outside-failed' },
  ],
})
