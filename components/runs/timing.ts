import type { NodeState } from '../../server/engine/run-state.ts'
import type { RunEntry } from '../../server/runs/contract.ts'

export type Span = { start: number; end: number }

/** The stretches in which a run only waited for people, in milliseconds since the epoch; the last may still be open. */
export function pausesOf(entries: readonly RunEntry[], now: number): Span[] {
  const pauses: Span[] = []
  let since: number | null = null
  for (const { at, event } of entries) {
    const time = Date.parse(at)
    if (event.kind === 'run.waiting') since ??= time
    else if (since !== null && ends.has(event.kind)) {
      pauses.push({ start: since, end: time })
      since = null
    }
  }
  if (since !== null) pauses.push({ start: since, end: Math.max(since, now) })
  return pauses
}

const ends = new Set(['run.queued', 'run.started', 'run.resumed', 'run.recovered', 'run.completed', 'run.failed', 'run.cancelled'])

/**
 * Working time: the clock with the pauses taken out, so that a payment that waited two days for a yes still shows its
 * milliseconds. Inside a pause it stands still.
 */
export function workingTime(pauses: readonly Span[]): (time: number) => number {
  return (time) => time - pauses.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(time, end) - start), 0)
}

/** When a step worked. Entries tell when events were stored, so for a single step that ended its own measure counts. */
export function spanOf({ startedAt, endedAt, ms }: NodeState, now: number): Span | null {
  if (startedAt === undefined && endedAt === undefined) return null
  const end = endedAt === undefined ? now : Date.parse(endedAt)
  if (endedAt !== undefined && ms !== undefined) return { start: end - ms, end }
  return { start: startedAt === undefined ? end : Date.parse(startedAt), end }
}

/** The span of each step of an outline; one with parts reaches over all of them. */
export function spansOf(outline: readonly { node: NodeState; depth: number }[], now: number): (Span | null)[] {
  const spans = outline.map(({ node }) => spanOf(node, now))
  for (let i = outline.length - 1; i >= 0; i--) {
    const parent = outline.findLastIndex(({ depth }, at) => at < i && depth < (outline[i]?.depth ?? 0))
    const [part, whole] = [spans[i], spans[parent]]
    if (part && parent >= 0) spans[parent] = whole ? { start: Math.min(whole.start, part.start), end: Math.max(whole.end, part.end) } : part
  }
  return spans
}
