import type { Answer, Given, Hands, ModelMessage, ModelTool, ToolCall } from '../../engine/hands.ts'
import type { Json } from '../../kernel/json.ts'

/** A tool that runs in the app in which a person talks to the agent, and not here. */
export type AppTool = ModelTool & { app: true }

/** The agent's own tools, then those of the app. A name the agent knows already stays the agent's. */
export function withAppTools<Own extends { name: string }>(own: Own[], app: readonly ModelTool[] | undefined): (Own | AppTool)[] {
  const taken = new Set(own.map(({ name }) => name))
  return [...own, ...(app ?? []).filter(({ name }) => !taken.has(name)).map((tool): AppTool => ({ ...tool, app: true }))]
}

/** What the app wants the agent to know. It is the app's word, so it stands behind the agent's own instructions. */
export function contextOf(context: Given['context']): ModelMessage[] {
  if (!context || context.length === 0) return []
  return [
    { role: 'system', text: ['The app this conversation is in says:', ...context.map(({ description, value }) => `${description}: ${value}`)].join('\n') },
  ]
}

/** Waits for the app of the person this run is for. Its answer is the tool's result. */
export async function callApp(key: string, toolCall: ToolCall, person: string, ask: Hands['ask']): Promise<Json> {
  const answer: Answer = await ask(
    `${key}-app`,
    { kind: 'tool', title: `${toolCall.name} in the app`, component: toolCall.name, props: toolCall.input, responseSchema: {}, who: { people: [person] } },
    { toolCall },
  )
  return answer.outcome === 'answered' ? answer.value : { error: { code: 'not-answered', message: 'The app did not do this. Go on without it.' } }
}
