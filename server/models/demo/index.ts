import type { ModelReply, ModelRequest } from '../../engine/hands.ts'
import { AppError } from '../../kernel/errors.ts'
import { type DemoAnswer, type DemoScript, sceneOf } from './answer.ts'
import { digest } from './digest.ts'
import { namedTool } from './named-tool.ts'
import { noModel } from './no-model.ts'
import { payments } from './payments.ts'
import { roomRouter } from './room-router.ts'
import { classify, specialists } from './triage.ts'

const scripts: DemoScript[] = [roomRouter, namedTool, classify, specialists, digest, payments]
export const demoModelName = 'demo/scripted'

/**
 * Stands in while no model is connected: the same request always gets the same answer, from scripts written for the
 * templates, and everything else is told that no model is connected. It costs nothing and calls nobody.
 */
export async function demoModel(request: ModelRequest, options: { settings: string; signal?: AbortSignal; delayMs?: number }): Promise<ModelReply> {
  const answer = answerOf(request, options.settings)
  for (const delta of request.outputSchema ? [] : deltasOf(answer.text)) {
    await pause(options.delayMs ?? 0, options.signal)
    request.onText?.(delta)
  }
  const turn = request.messages.length
  return {
    text: answer.text,
    toolCalls: (answer.toolCalls ?? []).map((call, index) => ({ ...call, id: `demo-${turn}-${index + 1}` })),
    ...(answer.object === undefined ? {} : { object: answer.object }),
    model: demoModelName,
    demo: true,
    usage: { inputTokens: 0, outputTokens: 0, costMicros: 0 },
  }
}

function answerOf(request: ModelRequest, settings: string): DemoAnswer {
  const scene = sceneOf(request)
  for (const script of scripts) {
    const answer = script(scene)
    if (answer) return answer
  }
  if (request.outputSchema)
    throw new AppError(
      'no-model',
      `No model is connected to this workspace, and the demo model has no answer of this form. Connect one under Settings → Models (${settings}).`,
    )
  return { text: noModel(settings) }
}

/** A word or two at a time, white space kept: joined again they are the text. */
function deltasOf(text: string): string[] {
  return text.match(/\S+\s*(\S{1,3}\s+)?|\s+/g) ?? []
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted()
  if (ms <= 0) return Promise.resolve()
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    signal?.addEventListener('abort', stop, { once: true })
  })
}
