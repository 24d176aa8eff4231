import { untilPassed } from '../durable/index.ts'
import type { Hands } from '../engine/hands.ts'
import { guardedFetch } from '../platform/guarded-fetch.ts'
import { callModel } from './call-model.ts'
import { chooseModel } from './choose-model.ts'
import { connectionsOf, withKey } from './connections-of.ts'
import { demoModel, demoModelName } from './demo/index.ts'

type ModelHandOptions = {
  workspaceId: string
  signal: AbortSignal
  /** Told who answers before the first piece of text, so that what the demo model says is marked from its first letter. */
  onAnswering?: (by: { model: string; demo: boolean }) => void
}

/** Milliseconds between two pieces of a demo answer, so that it reads like one being made. */
const demoPause = () => Number(process.env.HEARTH_DEMO_PAUSE_MS ?? '28')

/** How the blocks of one run reach a model: the one they name, else the workspace's default, else the demo model. */
export function createModelHand({ workspaceId, signal, onAnswering }: ModelHandOptions): Hands['model'] {
  return {
    async call(request) {
      const { connections, settings } = await untilPassed(() => connectionsOf(workspaceId))
      const choice = chooseModel(request.model ?? '', connections)
      if (!choice) {
        onAnswering?.({ model: demoModelName, demo: true })
        return await demoModel(request, { settings, signal, delayMs: demoPause() })
      }
      onAnswering?.({ model: `${choice.connection.provider}/${choice.model}`, demo: false })
      const connection = await untilPassed(() => withKey(workspaceId, choice.connection))
      return await callModel({ ...choice, connection }, request, { signal, fetch: connection.source === 'workspace' ? guardedFetch : fetch })
    },
  }
}
