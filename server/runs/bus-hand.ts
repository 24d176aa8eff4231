import type { Hands } from '../engine/hands.ts'
import { AppError } from '../kernel/errors.ts'
import { storable } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { announce } from '../platform/notify.ts'
import { insertEvent, stateOfRun } from './bus-store.ts'

/** The topic under which one run is told something. */
export const signalTopic = (run: string, name: string): string => `signal:${run}:${name}`

/** Says things in the commit of a step: said when that commits, and not otherwise. */
export function busHand(tx: Tx, { workspaceId, runId }: { workspaceId: string; runId: string }): Hands['bus'] {
  async function say(topic: string, payload: Parameters<Hands['bus']['emit']>[1]): Promise<void> {
    const id = await insertEvent(tx, { workspaceId, topic, payload: storable(payload), runId })
    tx.afterCommit(() => announce('hearth_events', [id]))
  }
  return {
    emit: say,
    async signal(run, name, payload) {
      const state = await stateOfRun(tx, workspaceId, run)
      if (!state) throw new AppError('not-found', 'There is no run with this id in this workspace.')
      if (state === 'ended') throw new AppError('conflict', 'That run has ended; nobody would receive this signal.')
      await say(signalTopic(run, name), payload)
    },
  }
}
