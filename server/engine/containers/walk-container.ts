import { AppError, isAppError, toErrorData } from '../../kernel/errors.ts'
import type { JsonObject } from '../../kernel/json.ts'
import type { Attempt } from '../attempt.ts'
import type { ContainerKind } from '../card.ts'
import { type Around, waitFor } from '../course.ts'
import type { Block } from '../define-block.ts'
import type { FlowWalk, Scope } from '../flow-walk.ts'
import { inOneForm, NodeFailure, type Settled, settle, withPath } from '../outcome.ts'
import { readInput } from '../run-block.ts'
import { withinTime } from '../within-time.ts'
import type { Checkpoint } from '../world.ts'
import { forEach } from './for-each.ts'
import type { Inside } from './inside.ts'
import { map } from './map.ts'
import { race } from './race.ts'
import { repeat } from './repeat.ts'
import { retry } from './retry.ts'
import { timeout } from './timeout.ts'
import { tryOut } from './try-out.ts'

const kinds: Record<ContainerKind, (inside: Inside) => Promise<JsonObject>> = { 'for-each': forEach, map, repeat, try: tryOut, retry, timeout, race }

type Opening = { block: Block; open: (n: number, within: { given: JsonObject; around: Around }) => Scope }

/**
 * A container as one node: its end is recorded under `path/~end`, so a replay that finds it does not walk what is in it.
 * Until then everything in it is found again by its path.
 */
export async function walkContainer(walk: FlowWalk, attempt: Attempt, { block, open }: Opening): Promise<Settled> {
  const { course, perform } = walk
  const { world, activity } = course
  const { path, around } = attempt
  around.signal.throwIfAborted()
  perform.tellStart(attempt)
  const recorded = world.recall(`${path}/~end`)
  const end = recorded?.outcome === 'done' ? inOneForm(recorded.output as Checkpoint) : await walked()
  perform.tellEnd(attempt, end)
  return settle(attempt, end)

  async function walked(): Promise<Checkpoint> {
    const timeoutMs = timeOf(attempt, block)
    if (timeoutMs !== undefined) return withinTime(course, { path, title: block.card.title, timeoutMs, around }, (signal) => ended({ ...around, signal }))
    const came = await ended(around)
    return inOneForm((await activity.during(() => world.decide(`${path}/~end`, came as JsonObject))) as Checkpoint)
  }

  async function ended(within: Around): Promise<Checkpoint> {
    try {
      const kind = block.card.container
      if (!kind) throw new AppError('internal', `"${block.card.id}" holds no other blocks.`)
      return { outcome: 'done', output: await kinds[kind](inside(readInput(block, attempt.input), within)) }
    } catch (error) {
      if (error instanceof NodeFailure) return { outcome: 'failed', error: withPath(error) }
      if (!isAppError(error) || within.signal.aborted || error.code === 'lost-ownership') throw error
      return { outcome: 'failed', error: toErrorData(error) }
    }
  }

  function inside(input: JsonObject, within: Around): Inside {
    const openNth: Inside['open'] = (n, given, { signal = within.signal, caught = false } = {}) =>
      open(n, { given, around: { ...within, signal, caught: within.caught || attempt.handled || caught } })
    return {
      course,
      path,
      input,
      title: block.card.title,
      around: within,
      open: openNth,
      async walk(n, given, options) {
        within.signal.throwIfAborted()
        const opened = openNth(n, given, options)
        await opened.go()
        return opened.back()
      },
      pause: async (name, ms) => void (await waitFor(course, { path: `${path}/~${name}`, kind: 'timer', afterMs: ms }, within.signal)),
    }
  }
}

/** How long it may take: any node may have a limit, and a Timeout has its own. */
function timeOf({ timeoutMs, input }: Attempt, { card }: Block): number | undefined {
  const own = card.container === 'timeout' && typeof input.limitMs === 'number' ? input.limitMs : undefined
  return timeoutMs === undefined || own === undefined ? (timeoutMs ?? own) : Math.min(timeoutMs, own)
}
