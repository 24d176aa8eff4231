import type { ConversationEntry } from '../conversation/index.ts'
import { readWorkspace } from '../platform/db.ts'
import { olderIn, snapshotIn } from '../rooms/index.ts'
import { type Caller, questionsFor, type Sight, speakerIn } from './caller.ts'

type Snapshot = Omit<Awaited<ReturnType<typeof snapshotIn>>, 'entries'> & { entries: ConversationEntry[] }

/** The end of a thread as its caller sees it. They were let in by `callerAt`. Error: `not-found`. */
export async function threadSnapshot(who: Caller, room: string, { see }: Sight): Promise<Snapshot> {
  const { workspaceId, personId } = speakerIn(who)
  const snapshot = await readWorkspace(workspaceId, (tx) => snapshotIn(tx, { workspaceId, personId }, room))
  return { ...snapshot, entries: snapshot.entries.flatMap((entry) => see(entry) ?? []), openWaits: questionsFor(who, snapshot.openWaits) }
}

/** What was said before. */
export async function threadBefore(who: Caller, asked: { room: string; before: number }, { see }: Sight): Promise<Awaited<ReturnType<typeof olderIn>>> {
  const { from, entries } = await readWorkspace(who.workspaceId, (tx) => olderIn(tx, who.workspaceId, asked))
  return { from, entries: entries.flatMap((entry) => see(entry) ?? []) }
}
