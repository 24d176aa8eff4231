import { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { type Catalogue, compile, type Flow, type ModelMessage, type ModelReply, type ModelTool, type ModelToolCall } from '../engine/index.ts'
import { getAgent } from '../flows/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Principal } from '../kernel/principal.ts'
import { createModelHand } from '../models/index.ts'
import { getRun } from '../runs/index.ts'
import type { Proposal, proposeChangeContract } from './contract.ts'
import { editsSchema } from './edit.ts'
import { editFlow } from './edit-flow.ts'
import { failuresInWords } from './failed-run.ts'
import { cardInWords, flowInWords, guide } from './guide.ts'

/** How often the model may be asked for one change, and how long all of it may take. */
const mostTurns = 16
const patienceMs = 180_000

type Asked = { signal: AbortSignal }

/** Asks the workspace's model for a change of a flow. Nothing is saved. Errors: `no-model`, `outside-failed`. */
export async function proposeChange(who: Principal, input: z.output<typeof proposeChangeContract.input>, { signal }: Asked): Promise<Proposal> {
  await requireAccess(who, 'agent:edit', who)
  await getAgent(who, { agent: input.agent }) // or there is no such agent
  const catalogue = cards()
  const hand = createModelHand({ workspaceId: who.workspaceId, signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) })
  const desk = createDesk(input.flow, catalogue)
  const messages = await openingOf(who, input, catalogue)
  const usage: Proposal['usage'] = { inputTokens: 0, outputTokens: 0 }
  for (let turn = 1; ; turn++) {
    const last = turn === mostTurns
    const reply = await hand.call({ messages, tools: last ? [] : tools })
    // the stand-in knows nothing of flows
    if (reply.demo) throw new AppError('no-model', 'No model is connected to this workspace, so nobody can draft changes. Connect one under Settings, Models.')
    count(usage, reply)
    if (reply.toolCalls.length === 0 || last) {
      const { flow } = desk
      const changed = flow !== input.flow
      return { reply: reply.text || 'Done.', flow: changed ? flow : null, problems: changed ? problemsOf(flow, catalogue) : [], model: reply.model, usage }
    }
    messages.push({ role: 'assistant', text: reply.text, toolCalls: reply.toolCalls })
    for (const call of reply.toolCalls) messages.push({ role: 'tool', toolCallId: call.id, toolName: call.name, result: desk.answer(call) })
  }
}

async function openingOf(who: Principal, input: z.output<typeof proposeChangeContract.input>, catalogue: Catalogue): Promise<ModelMessage[]> {
  const run = input.run && (await getRun(who, { workspace: input.workspace, run: input.run }))
  const about = [
    `The flow as it stands:\n${flowInWords(input.flow, input.selected)}`,
    ...(run ? [`What went wrong in the run it is about:\n${failuresInWords(run.entries.map(({ event }) => event))}`] : []),
  ]
  return [
    { role: 'system', text: guide(catalogue) },
    ...input.earlier.flatMap(({ request, reply }): ModelMessage[] => [
      { role: 'user', text: request },
      { role: 'assistant', text: reply },
    ]),
    { role: 'user', text: `${about.join('\n\n')}\n\nWhat is asked:\n${input.request}` },
  ]
}

const readSchema = z.object({ ids: z.array(z.string()).min(1).max(20) })
const findSchema = z.object({ words: z.string().min(1).max(200) })
const schemaOf = (schema: z.ZodType): JsonObject => z.toJSONSchema(schema, { io: 'input' }) as JsonObject

const tools: ModelTool[] = [
  { name: 'find_blocks', description: 'Blocks whose name or description has these words.', inputSchema: schemaOf(findSchema) },
  { name: 'read_blocks', description: 'Ports, types and use of these blocks.', inputSchema: schemaOf(readSchema) },
  { name: 'edit_flow', description: 'Makes these edits, all or none, and tells what the compiler says of the flow then.', inputSchema: schemaOf(editsSchema) },
]

/** The flow on which the model works, and what its tools do. */
function createDesk(start: Flow, catalogue: Catalogue) {
  let flow = start

  function answer(call: ModelToolCall): Json {
    switch (call.name) {
      case 'find_blocks':
        return withInput(findSchema, call, ({ words }) => found(words, catalogue))
      case 'read_blocks':
        return withInput(readSchema, call, ({ ids }) => ids.map((id) => wordsOf(id, catalogue)))
      case 'edit_flow':
        return withInput(editsSchema, call, edited)
    }
    return { error: `There is no tool ${call.name}.` }
  }

  function edited({ edits }: z.output<typeof editsSchema>): Json {
    let next = flow
    for (const [index, edit] of edits.entries()) {
      const done = editFlow(next, edit, catalogue)
      if (!done.ok) return { error: `Edit ${index + 1}: ${done.message} None of the edits was made.` }
      next = done.flow
    }
    flow = next
    const problems = problemsOf(flow, catalogue)
    return problems.length === 0 ? { ok: true } : { ok: true, problems: problems as unknown as Json }
  }

  return {
    answer,
    get flow() {
      return flow
    },
  }
}

function withInput<S extends z.ZodType>(schema: S, call: ModelToolCall, answer: (input: z.output<S>) => Json): Json {
  const read = schema.safeParse(call.input)
  return read.success ? answer(read.data) : { error: z.prettifyError(read.error) }
}

function found(words: string, catalogue: Catalogue): Json {
  const wanted = words.toLowerCase().split(/\s+/)
  const hits = [...catalogue.values()].flatMap((card) => {
    if (card.category === 'internal') return []
    const text = `${card.id} ${card.title} ${card.summary} ${card.docs ?? ''}`.toLowerCase()
    const score = wanted.filter((word) => text.includes(word)).length
    return score === 0 ? [] : [{ score, line: `${card.id}: ${card.title}. ${card.summary}` }]
  })
  return hits
    .sort((a, b) => b.score - a.score)
    .slice(0, 12)
    .map(({ line }) => line)
}

function wordsOf(id: string, catalogue: Catalogue): Json {
  const card = catalogue.get(id)
  return card && card.category !== 'internal' ? (cardInWords(card) as JsonObject) : { error: `There is no block ${id}. Look for one with find_blocks.` }
}

function problemsOf(flow: Flow, catalogue: Catalogue): Proposal['problems'] {
  const compiled = compile(flow, catalogue)
  return compiled.ok ? [] : compiled.problems.map(({ code, message, node, port }) => ({ code, message, ...(node ? { node } : {}), ...(port ? { port } : {}) }))
}

function count(usage: Proposal['usage'], { usage: more }: ModelReply): void {
  usage.inputTokens += more.inputTokens
  usage.outputTokens += more.outputTokens
  if (more.costMicros !== undefined) usage.costMicros = (usage.costMicros ?? 0) + more.costMicros
}
