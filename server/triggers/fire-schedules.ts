import { inWorkspace } from '../platform/db.ts'
import { log } from '../platform/log.ts'
import { beginRun, isDropped } from '../runs/index.ts'
import { dueTimes, nextTimes } from './schedule.ts'
import { scheduleSettings } from './settings.ts'
import { claimSchedule, dueSchedules, writeFired } from './trigger-store.ts'

/** Starts what is due, and what was missed, as each schedule wants it. Answers how many runs began. */
export async function fireSchedules(now = new Date()): Promise<number> {
  let begun = 0
  for (const { workspaceId, agentId } of await dueSchedules(now)) {
    try {
      begun += await fire(workspaceId, agentId, now)
    } catch (error) {
      log.warn({ err: error, agent: agentId }, 'a schedule could not start its agent, trying again')
    }
  }
  return begun
}

/** Its runs and its next moment are one commit, and each moment is a run's key: nothing is lost or started twice. */
async function fire(workspaceId: string, agentId: string, now: Date): Promise<number> {
  return await inWorkspace(workspaceId, async (tx) => {
    const claimed = await claimSchedule(tx, workspaceId, agentId, now)
    if (!claimed) return 0
    const schedule = scheduleSettings.parse(claimed.settings)
    const times = dueTimes(schedule, new Date(claimed.nextAt), now)
    for (const time of times) {
      const scheduledFor = time.toISOString()
      await beginRun(tx, {
        ...{ workspaceId, agentId, trigger: 'schedule', environment: 'production', startedBy: claimed.publishedBy },
        input: { scheduledFor, firedAt: now.toISOString() },
        idempotencyKey: `schedule:${agentId}:${scheduledFor}`,
      }).catch((error: unknown) => {
        if (!isDropped(error)) throw error // the flow wants it left out
      })
    }
    await writeFired(tx, workspaceId, agentId, { fired: times.length > 0, nextAt: nextTimes(schedule, now, 1)[0] ?? null })
    return times.length
  })
}
