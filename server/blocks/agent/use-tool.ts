import type { Answer, Confirming, Hands, ToolCall } from '../../engine/hands.ts'
import { isAppError } from '../../kernel/errors.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { commentOf, verdictSchema } from '../human/verdict.ts'
import { cardDrawnBy } from '../show/drawn-by.ts'
import { type AppTool, callApp } from './app-tools.ts'
import type { ToolConfig } from './tool-config.ts'

export type Offered = ToolConfig & { name: string; description: string; inputSchema: JsonObject; destructive: boolean }
type ToolHands = Pick<Hands, 'call' | 'ask' | 'tools'>
type Use = { key: string; toolCall: ToolCall; offered: (Offered | AppTool)[]; hands: ToolHands /** Whose app it is. */; person: string }

/** The blocks an agent was given, under the names its model knows them by. */
export function offeredTools(configs: ToolConfig[], tools: Hands['tools']): Offered[] {
  return configs.map((config) => {
    const { name, ...described } = tools.describe(config.block)
    return { ...config, ...described, name: (config.name ?? name).replaceAll(/[^a-zA-Z0-9_-]/g, '_') }
  })
}

/** The card that can be drawn while a model still writes its call. */
export function drawsOf(tool: Offered | AppTool): { draws?: string } {
  const draws = 'block' in tool ? cardDrawnBy(tool.block) : undefined
  return draws ? { draws } : {}
}

/**
 * One use of a tool: asks first where that is due, then runs the block as a step of its own. A refusal or a failure is
 * the tool's result, so that the model can say it in words.
 */
export async function useTool({ key, toolCall, offered, hands, person }: Use): Promise<Json> {
  const tool = offered.find(({ name }) => name === toolCall.name)
  if (!tool)
    return {
      error: { code: 'not-found', message: `There is no tool named ${toolCall.name}. There are: ${offered.map(({ name }) => name).join(', ') || 'none'}.` },
    }
  if ('app' in tool) return callApp(key, toolCall, person, hands.ask)
  try {
    if (tool.destructive || tool.ask) {
      const card = (await hands.tools.confirm(`${key}-confirm`, tool.block, toolCall.input)) as Confirming
      const answer = await hands.ask(`${key}-approval`, { kind: 'approval', ...card, responseSchema: verdictSchema }, { toolCall })
      if (answer.outcome === 'declined' || answer.outcome === 'expired') return refusal(answer)
    }
    return await hands.call(key, tool.block, toolCall.input, { toolCall, ...(tool.show ? { show: tool.show } : {}) })
  } catch (error) {
    if (isAppError(error)) return { error: { code: error.code, message: error.message } }
    throw error
  }
}

function refusal(answer: Answer): JsonObject {
  if (answer.outcome === 'expired') return { expired: true, message: 'Nobody answered in time. Nothing was done.' }
  const comment = commentOf(answer)
  return { declined: true, message: 'The person said no. Nothing was done.', ...(answer.by ? { by: answer.by.name } : {}), ...(comment ? { comment } : {}) }
}
