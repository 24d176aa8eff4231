import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'
import type { ModelMessage, ModelToolCall } from '../../engine/hands.ts'
import { AppError } from '../../kernel/errors.ts'
import { contextOf, withAppTools } from './app-tools.ts'
import { historyOf } from './history.ts'
import { toolConfigSchema } from './tool-config.ts'
import { drawsOf, offeredTools, useTool } from './use-tool.ts'

export default defineBlock({
  id: 'agent.loop',
  title: 'Agent',
  summary: 'A model that answers and uses blocks as tools, turn by turn, until it is done.',
  words: ['ai agent', 'tools agent', 'react agent', 'assistant', 'function calling', 'tool use', 'bot'],
  category: 'agents',
  icon: 'bot',
  effect: 'composite',
  needs: ['call', 'ask', 'tools', 'log', 'run'],
  input: z.object({
    message: z.string().max(100_000).default('').meta({ title: 'Message', description: 'What to answer; empty answers the conversation as it stands.' }),
    instructions: z.string().max(50_000).default('').meta({ title: 'Instructions', description: 'Who the agent is, what it may do, how it speaks.' }),
    tools: z.array(toolConfigSchema).max(64).default([]).meta({ title: 'Tools', description: 'The blocks it may use.' }),
    appTools: z
      .boolean()
      .default(true)
      .meta({ title: 'Tools of the app', description: 'It may also use the tools that the app brings along in which people talk to it.' }),
    model: z.string().max(160).default('').meta({ title: 'Model', description: "Empty takes the workspace's default." }),
    name: z.string().max(60).default('').meta({ title: 'Speaks as', description: 'A name to speak under; empty is the agent itself.' }),
    maxTurns: z.int().min(1).max(30).default(8).meta({ title: 'Most turns', description: 'After this many calls to the model the agent stops.' }),
    remember: z.int().min(0).max(200).default(30).meta({ title: 'Remembers', description: 'How many earlier messages the model is told.' }),
  }),
  output: z.object({
    text: z.string().meta({ title: 'Text', description: 'What the agent said last.' }),
    turns: z.int().meta({ title: 'Turns', description: 'How many times the model was called.' }),
  }),
  fields: {
    instructions: { control: 'multiline' },
    tools: { control: 'tools' },
    model: { control: 'model' },
    appTools: { advanced: true },
    maxTurns: { advanced: true },
    remember: { advanced: true },
  },
  run: async ({ input, call, ask, tools, log, run }) => {
    const offered = withAppTools(offeredTools(input.tools, tools), input.appTools ? run.given?.tools : undefined)
    const earlier = input.remember > 0 ? await call('history', 'conversation.read', { limit: input.remember }) : {}
    const messages: ModelMessage[] = [
      ...(input.instructions ? [{ role: 'system' as const, text: input.instructions }] : []),
      ...contextOf(run.given?.context),
      ...historyOf(earlier.messages, input.message, offered.length > 0),
    ]
    if (!messages.some((message) => message.role === 'user'))
      throw new AppError('invalid-input', 'There is nothing to answer: wire a text into Message, or start this agent from a chat message.')

    for (let turn = 1; turn <= input.maxTurns; turn++) {
      const reply = await call(`turn-${turn}`, 'model.turn', {
        model: input.model,
        messages,
        tools: offered.map((tool) => ({ name: tool.name, description: tool.description, inputSchema: tool.inputSchema, ...drawsOf(tool) })),
        speaker: input.name,
        listen: true,
      })
      messages.push(...((reply.taken ?? []) as { text: string }[]).map(({ text }) => ({ role: 'user' as const, text })))
      const text = String(reply.text)
      const toolCalls = reply.toolCalls as ModelToolCall[]
      if (toolCalls.length === 0) return { text, turns: turn }

      messages.push({ role: 'assistant', text, toolCalls })
      const drafts = (reply.drafts ?? {}) as Record<string, string>
      const uses = toolCalls.map(({ id, name, input: given }, index) =>
        useTool({
          key: `turn-${turn}-tool-${index + 1}`,
          toolCall: { id, name, input: given, ...(drafts[id] ? { draft: drafts[id] } : {}) },
          offered,
          hands: { call, ask, tools },
          person: run.startedBy,
        }),
      )
      const results = await Promise.all(uses)
      messages.push(
        ...results.map((result, index) => ({ role: 'tool' as const, toolCallId: toolCalls[index]?.id ?? '', toolName: toolCalls[index]?.name ?? '', result })),
      )
    }
    log(`stopped after ${input.maxTurns} turns`)
    throw new AppError('limit-reached', `The agent was not done after ${input.maxTurns} turns. Allow more turns, or give it a smaller task.`, {
      limit: input.maxTurns,
    })
  },
  examples: [
    {
      title: 'answers without tools',
      input: { message: 'Hello', remember: 0 },
      replies: [{ hand: 'call', block: 'model.turn', output: { text: 'Good morning.', toolCalls: [], model: 'm', demo: false } }],
      output: { text: 'Good morning.', turns: 1 },
    },
    {
      title: 'uses a tool, then answers',
      input: { message: 'What time is it?', remember: 0, tools: [{ block: 'time.now' }] },
      replies: [
        { hand: 'call', block: 'model.turn', output: { text: '', toolCalls: [{ id: 'c1', name: 'time_now', input: {} }], model: 'm', demo: false } },
        { hand: 'call', block: 'time.now', output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 } },
        { hand: 'call', block: 'model.turn', output: { text: 'It is nine.', toolCalls: [], model: 'm', demo: false } },
      ],
      output: { text: 'It is nine.', turns: 2 },
    },
    {
      title: 'asks before what cannot be undone, and does nothing after a no',
      input: { message: 'Send 25 EUR to Anna', remember: 0, tools: [{ block: 'ledger.transfer', name: 'send_money' }] },
      replies: [
        {
          hand: 'call',
          block: 'model.turn',
          output: { text: '', toolCalls: [{ id: 'c1', name: 'send_money', input: { to: 'Anna', amount: '25' } }], model: 'm', demo: false },
        },
        {
          hand: 'ledger',
          method: 'find',
          result: { id: 'main', label: 'Main account', kind: 'current', available: eur('124050'), ledger: eur('124050'), asOf: '2026-11-20T09:00:00.000Z' },
        },
        {
          hand: 'ledger',
          method: 'find',
          result: { id: 'anna', label: 'Anna', kind: 'payee', available: eur('0'), ledger: eur('0'), asOf: '2026-11-20T09:00:00.000Z' },
        },
        { hand: 'ask', answer: { outcome: 'declined', value: null, by: { id: 'p1', name: 'Ada' }, at: '2026-11-20T09:00:00.000Z' } },
        { hand: 'call', block: 'model.turn', output: { text: 'All right, nothing was sent.', toolCalls: [], model: 'm', demo: false } },
      ],
      output: { text: 'All right, nothing was sent.', turns: 2 },
    },
    {
      title: 'stops after the most turns it was given',
      input: { message: 'Hello', remember: 0, maxTurns: 1, tools: [{ block: 'time.now' }] },
      replies: [
        { hand: 'call', block: 'model.turn', output: { text: '', toolCalls: [{ id: 'c1', name: 'time_now', input: {} }], model: 'm', demo: false } },
        { hand: 'call', block: 'time.now', output: { at: '2026-11-20T09:00:00.000Z', epochMs: 1795165200000 } },
      ],
      fails: 'limit-reached',
    },
    { title: 'says when there is nothing to answer', input: { remember: 0 }, fails: 'invalid-input' },
  ],
})

function eur(amountMinor: string) {
  return { amountMinor, currency: 'EUR', decimals: 2 }
}
