import type { Hands } from '../engine/hands.ts'
import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { applyPatch } from '../kernel/json-patch.ts'
import { append, lockState, readState, storable, writeState } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { mostState } from './contract.ts'

type Speaking = { workspaceId: string; runId: string; agentId: string; agentName: string; outlet: string | null }

/** Changes what a conversation shares, in the commit of a step, and says so in its feed. */
export function stateHand(tx: Tx, { workspaceId, runId, agentId, agentName, outlet }: Speaking): Hands['state'] {
  return {
    async change(patch) {
      if (outlet === null) throw new AppError('invalid-input', 'This run answers no conversation, so there is no state to share. Start it from a chat message.')
      if (patch.length === 0) return readState(tx, workspaceId, outlet)
      const state = applyPatch(await lockState(tx, workspaceId, outlet), patch)
      if (typeof state !== 'object' || state === null || Array.isArray(state)) throw new AppError('invalid-input', 'The shared state has to stay an object.')
      if (JSON.stringify(state).length > mostState)
        throw new AppError('too-large', `The shared state may hold ${mostState / 1024} KB. Keep large things in files.`)
      const kept = storable(state) as JsonObject
      await writeState(tx, workspaceId, outlet, kept)
      const metadata = { roomId: outlet, runId, agentId, authorId: `agent:${agentId}`, speaker: agentName }
      await append(tx, outlet, [{ kind: 'STATE_DELTA', body: storable({ type: 'STATE_DELTA', delta: patch as unknown as Json, metadata }) as JsonObject }])
      return kept
    },
  }
}
