import { loadBlocks } from '../blocks/index.ts'
import { createDbosWorld, type DbosWorld, hold, park, type TakenUp, takeUp, untilPassed, WalkAnew } from '../durable/index.ts'
import type { Block } from '../engine/define-block.ts'
import type { EngineEvent } from '../engine/events.ts'
import { execute } from '../engine/execute.ts'
import type { Hands } from '../engine/hands.ts'
import { upgradeFlow } from '../engine/upgrade-flow.ts'
import type { Outcome } from '../engine/world.ts'
import { AppError, isAppError, toErrorData } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { JsonObject } from '../kernel/json.ts'
import { log } from '../platform/log.ts'
import { announce } from '../platform/notify.ts'
import { calledFlows } from './called-flows.ts'
import { editsIn, withEdits } from './edits.ts'
import { givenIn } from './given.ts'
import { givenByApp } from './given-by-app.ts'
import { handsFor } from './hands.ts'
import { recordOpening } from './opening.ts'
import { pauserOf } from './pause-store.ts'
import { reachable } from './pausing.ts'
import { recorderOf } from './recorder.ts'
import { cancellerOf, revisionOf } from './store.ts'

/** `paused`: somebody holds it; the steps under way are done. */
type Ending = Outcome | { status: 'paused' }
type Blocks = ReadonlyMap<string, Block>

/** A run that took this many workers down without getting any further is ended, so that others can be worked on. */
const mostRecoveries = 20

/**
 * One stretch of a run's work, from a worker's taking it up until it ends or only people can go on. Whatever happens, it
 * can be called again: what is recorded is not done twice. `first`: the run, when the queue has taken it up; null when there is nothing to do.
 */
export async function runSegment(runId: string, segment: number, loading: Promise<Blocks> = loadBlocks(), first?: TakenUp | null): Promise<void> {
  const blocks = await loading
  let taken = first === undefined ? await untilPassed(() => takeUp(runId, segment)) : first
  for (let fusing = true; taken && (await stretch(taken, blocks, fusing)) === 'anew'; fusing = false) taken = await untilPassed(() => takeUp(runId, segment))
}

/** `anew`: steps that shared a commit were lost with it, so it begins again from what is recorded. */
async function stretch(taken: TakenUp, blocks: Blocks, fusing: boolean): Promise<'over' | 'anew'> {
  const { runId } = taken
  const recorder = recorderOf(taken)
  const world: DbosWorld = createDbosWorld(taken, { recorder, hands: (context) => handsFor(taken, world, context), fusing })
  const letGo = hold(runId, world)
  const held = Promise.withResolvers<Ending>()
  const forget = reachable(runId, () => void world.rest().then(() => held.resolve({ status: 'paused' })))
  try {
    if ((await recordOpening(taken, world)) === 'held') {
      await end(taken, world, { status: 'paused' })
      return 'over'
    }
    const walking = walk(taken, world, blocks)
    walking.catch(() => undefined) // of one that is held nobody hears any more
    await end(taken, world, await Promise.race([walking, held.promise]))
  } catch (error) {
    if (isAppError(error) && error.code === 'lost-ownership') return 'over' // another worker goes on with it
    if (error instanceof WalkAnew) return 'anew'
    log.error({ err: error, run: runId }, 'a run broke in a way the engine does not know')
    await giveUp(taken, error)
  } finally {
    world.close()
    forget()
    letGo()
  }
  return 'over'
}

async function walk(taken: TakenUp, world: DbosWorld, blocks: Blocks): Promise<Outcome> {
  if (taken.cancelled) return { status: 'cancelled' }
  if (taken.recoveries >= mostRecoveries) {
    const message = `The worker stopped ${taken.recoveries} times at the same place of this run. Look at the block that was running, then start the run again.`
    return { status: 'failed', error: new AppError('block-failed', message).toJSON() }
  }
  try {
    const { flow, plan } = await untilPassed(() => revisionOf(taken.workspaceId, taken.revisionId))
    const edits = editsIn(taken.steps)
    return await execute({
      flow: edits ? withEdits(upgradeFlow(flow, blocks), edits) : flow,
      plan,
      blocks,
      input: taken.input,
      world,
      flows: calledFlows(taken, world),
      run: infoOf(taken),
      given: givenIn(taken.steps),
    })
  } catch (error) {
    const reason: unknown = world.signal.aborted ? world.signal.reason : error
    if (isAppError(reason) && reason.code === 'cancelled') return { status: 'cancelled' }
    if (isAppError(reason) && reason.code !== 'lost-ownership') return { status: 'failed', error: reason.toJSON() }
    throw reason
  }
}

/** The attempt is that of the step that asks. */
function infoOf({ runId, root, depth, trigger, agentId, startedBy, input }: TakenUp): Hands['run'] {
  const given = trigger === 'agui' ? givenByApp(input) : undefined
  return { id: runId, root: root ?? runId, depth: depth ?? 0, trigger: trigger ?? '', agent: agentId, startedBy, attempt: '', ...(given ? { given } : {}) }
}

async function end(taken: TakenUp, world: DbosWorld, outcome: Ending): Promise<void> {
  await recordEnd(taken, world, outcome)
  // whoever began it may wait for it; those further away look by themselves
  const ended = outcome.status !== 'waiting' && outcome.status !== 'paused'
  if (ended && (taken.depth ?? 0) > 0) announce('hearth_events', [taken.runId])
  if (taken.outlet !== null) announce('hearth_turns', [taken.outlet]) // what stands in line there
}

async function recordEnd(taken: TakenUp, world: DbosWorld, outcome: Ending): Promise<void> {
  const { journal } = world
  switch (outcome.status) {
    case 'waiting':
      await world.settled()
      return await park(taken, world)
    case 'paused': {
      const by = await untilPassed(() => pauserOf(taken.runId))
      journal.patch({ status: outcome.status })
      return await journal.record({ events: [{ key: `paused:${newId()}`, event: { kind: 'run.paused', segment: taken.segment, ...(by ? { by } : {}) } }] })
    }
    case 'completed':
      return await conclude({ output: outcome.output }, { kind: 'run.completed', output: outcome.output })
    case 'failed': {
      const { error, path } = outcome
      return await conclude({ error }, { kind: 'run.failed', error, ...(path === undefined ? {} : { path }) })
    }
    case 'cancelled': {
      const by = await untilPassed(() => cancellerOf(taken.workspaceId, taken.runId))
      journal.patch({ status: outcome.status })
      return await journal.record({ events: [{ key: 'cancelled', event: { kind: 'run.cancelled', ...(by ? { by } : {}) } }] })
    }
  }

  /** Held until the last moment: a run that somebody wants to hold does not end before it goes on. */
  async function conclude(change: JsonObject, event: EngineEvent): Promise<void> {
    const { status } = outcome
    const written = await world.conclude({ change: { status, ...change }, event: { key: status, event } })
    if (written === 'held') await recordEnd(taken, world, { status: 'paused' })
  }
}

/** A fault of ours: the run ends as failed, through a world of its own, since what broke the first may still be in it. */
async function giveUp(taken: TakenUp, error: unknown): Promise<void> {
  const world = createDbosWorld(taken, { recorder: recorderOf(taken), hands: () => ({}) })
  await end(taken, world, { status: 'failed', error: toErrorData(error) }).catch((again: unknown) => {
    if (!isAppError(again) || again.code !== 'lost-ownership') throw again
  })
}
