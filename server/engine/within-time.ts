import { AppError } from '../kernel/errors.ts'
import type { JsonObject } from '../kernel/json.ts'
import { Abandoned, type Around, type Course, waitFor } from './course.ts'
import { inOneForm } from './outcome.ts'
import type { Checkpoint } from './world.ts'

type Limit = { path: string; title: string; timeoutMs: number; around: Around }

/**
 * Does `work` beside a timer; whichever ends first is recorded, so that a replay ends the same way. What lost is given up:
 * its signal is aborted and its waits are closed.
 */
export async function withinTime(
  course: Course,
  { path, title, timeoutMs, around }: Limit,
  work: (signal: AbortSignal) => Promise<Checkpoint>,
): Promise<Checkpoint> {
  const { world, activity } = course
  const recorded = world.recall(`${path}/~end`)
  if (recorded?.outcome === 'done') return inOneForm(recorded.output as Checkpoint)
  const over = new AbortController()
  const signal = AbortSignal.any([around.signal, over.signal])
  const working = work(signal)
  const late = waitFor(course, { path: `${path}/~limit`, kind: 'timer', afterMs: timeoutMs }, signal).then(
    (): Checkpoint => ({ outcome: 'failed', error: tookTooLong(title, timeoutMs) }),
    // It was given up, or nothing moves any more: the work ends for the same reason.
    () => working,
  )
  try {
    const end = await Promise.race([working, late])
    over.abort(new Abandoned(path))
    await Promise.allSettled([working, late])
    return await activity.during(async () => {
      await world.withdraw(path)
      return inOneForm((await world.decide(`${path}/~end`, end as JsonObject)) as Checkpoint)
    })
  } finally {
    over.abort(new Abandoned(path))
    await Promise.allSettled([working, late])
  }
}

const tookTooLong = (title: string, ms: number) =>
  new AppError('timed-out', `"${title}" took longer than ${ms < 1000 ? `${ms} milliseconds` : `${ms / 1000} seconds`} and was stopped.`).toJSON()
