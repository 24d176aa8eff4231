import type { KeyedEvent } from '../durable/index.ts'
import { sendsMail } from '../mail/index.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { remindByMail } from './remind-by-mail.ts'
import { lockRun, type Nudged, nudgedWait, runOfWait, waitsToNudge, whoWantsMail, writeNudge } from './settle-store.ts'
import { tell } from './tell.ts'

/** Reminds of questions that are still open, and brings in those they are escalated to. Answers how many it looked at. */
export async function nudgeWaits(): Promise<number> {
  const due = await waitsToNudge()
  for (const { id, workspaceId } of due) {
    const readers = sendsMail() ? await whoWantsMail(workspaceId) : undefined
    await inWorkspace(workspaceId, (tx) => nudgeWait(tx, workspaceId, id, readers))
  }
  return due.length
}

/** Under the run's lock, so that each reminder is said once however many workers look, and none after the answer. */
async function nudgeWait(tx: Tx, workspaceId: string, waitId: string, readers?: Awaited<ReturnType<typeof whoWantsMail>>): Promise<void> {
  const runId = await runOfWait(tx, workspaceId, waitId)
  const run = runId && (await lockRun(tx, workspaceId, runId))
  const wait = run ? await nudgedWait(tx, waitId) : undefined
  if (!run || wait?.status !== 'open') return
  const events = nudgesOf(wait, waitId)
  if (events.length === 0) return
  const reminders = events.filter(({ event }) => event.kind === 'human.reminded').length
  await writeNudge(tx, waitId, { reminded: wait.reminded + reminders, escalated: reminders < events.length })
  await tell(tx, run, events)
  if (readers && !wait.trial) await remindByMail(tx, { ...run, workspaceId, waitId }, wait, readers, events)
}

function nudgesOf({ path, toolCallId, question, reminded, escalatedAt, now }: Nudged, wait: string): KeyedEvent[] {
  const about = { path, wait, toolCallId: toolCallId ?? wait }
  const due = (at: string) => Date.parse(at) <= Date.parse(now)
  const { remindAt = [], escalate } = question
  const reminders = remindAt.slice(reminded).filter(due)
  return [
    ...reminders.map((_, i): KeyedEvent => {
      const ordinal = reminded + i + 1
      return { key: `${path}:reminded:${ordinal}`, event: { kind: 'human.reminded', ...about, ordinal } }
    }),
    ...(escalate && escalatedAt === null && due(escalate.at)
      ? [{ key: `${path}:escalated`, event: { kind: 'human.escalated' as const, ...about, who: escalate.who } }]
      : []),
  ]
}
