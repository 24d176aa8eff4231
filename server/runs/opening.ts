import { type DbosWorld, type TakenUp, untilPassed } from '../durable/index.ts'
import { heldState } from './pause-store.ts'

/**
 * What a run's feed says when a worker takes it up: begun, going on after answers or after somebody held it, or going on after a
 * worker went away. Answers `held` when somebody wanted to hold it while nobody had it.
 */
export async function recordOpening(
  { runId, segment, epoch, begun, cancelled, waits, unfinished }: TakenUp,
  { journal }: DbosWorld,
): Promise<'held' | 'going'> {
  // of a run that was stopped while nobody worked on it words stay; else they are said again
  for (const { stream, channel } of unfinished) {
    const stopped = cancelled && channel !== 'card'
    journal.event(`${stream}:closed`, { kind: 'stream.closed', stream, channel, superseded: !stopped, ...(stopped ? { stopped } : {}) })
  }
  const fresh = waits.flatMap(({ answer, ...wait }) => (answer && wait.resumedIn === null ? [{ ...wait, answer }] : []))
  if (!begun) {
    journal.event('started', { kind: 'run.started', epoch, segment })
    if (epoch > 1 && !cancelled && (await untilPassed(() => heldState(runId, epoch))).pausing) return 'held'
  } else if (fresh.length > 0) {
    journal.patch({ resumed: fresh.map(({ id }) => id) })
    const answers = fresh.flatMap(({ id, path, kind, toolCallId, answer }) =>
      kind === 'human' ? [{ wait: id, path, toolCallId: toolCallId ?? id, answer }] : [],
    )
    journal.event(`resumed:${segment}`, { kind: 'run.resumed', epoch, segment, answers })
  } else {
    const { resumedBy: by, pausing } = await untilPassed(() => heldState(runId, epoch))
    if (by === null) journal.event(`recovered:${epoch}`, { kind: 'run.recovered', epoch, segment })
    else journal.event(`resumed:${segment}`, { kind: 'run.resumed', epoch, segment, answers: [], by })
    if (pausing && !cancelled) return 'held'
  }
  return 'going'
}
