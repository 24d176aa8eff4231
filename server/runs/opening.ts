import type { DbosWorld, TakenUp } from '../durable/index.ts'

/** What a run's feed says when a worker takes it up: begun, going on after answers, or going on after a worker went away. */
export function recordOpening({ segment, epoch, begun, waits, unfinished }: TakenUp, { journal }: DbosWorld): void {
  for (const { stream, channel } of unfinished) journal.event(`${stream}:closed`, { kind: 'stream.closed', stream, channel, superseded: true })
  const fresh = waits.flatMap(({ answer, ...wait }) => (answer && wait.resumedIn === null ? [{ ...wait, answer }] : []))
  if (!begun) {
    journal.patch({ begun: true })
    journal.event('started', { kind: 'run.started', epoch, segment })
  } else if (fresh.length > 0) {
    journal.patch({ resumed: fresh.map(({ id }) => id) })
    const answers = fresh.flatMap(({ id, path, kind, toolCallId, answer }) =>
      kind === 'human' ? [{ wait: id, path, toolCallId: toolCallId ?? id, answer }] : [],
    )
    journal.event(`resumed:${segment}`, { kind: 'run.resumed', epoch, segment, answers })
  } else journal.event(`recovered:${epoch}`, { kind: 'run.recovered', epoch, segment })
}
