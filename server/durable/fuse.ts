import { AsyncLocalStorage } from 'node:async_hooks'
import type { Checkpoint } from '../engine/world.ts'
import { inWorkspace, type Tx } from '../platform/db.ts'
import { type Batch, isLostOwnership } from './commit.ts'
import type { Journal } from './journal.ts'
import { isPassing } from './passing.ts'
import { WalkAnew } from './walk-anew.ts'

/** One transaction holds no more steps than this, nor is it open for longer: others may wait for what it locks. */
const mostSteps = 50
const longestMs = 500

export type Fuse = {
  /**
   * Does a transactional step in the transaction that its neighbours share. What it wrote is on disk with the rest of them,
   * all or none, when {@link Fuse.settle} resolves. A step that failed has written nothing. Undefined: something passing came
   * between; nothing of this step was kept, and it is to be done alone.
   */
  step(work: (tx: Tx) => Promise<Checkpoint>, closing: (done: Checkpoint) => Partial<Batch>): Promise<Checkpoint | undefined>
  /** Resolves when the steps done so far are on disk. Rejects when they are lost. */
  settle(): Promise<void>
}

type Open = {
  tx: Tx
  lane: Awaited<ReturnType<Journal['lane']>> | undefined
  steps: number
  since: number
  /** Runs something where a transaction begun inside this one is refused. */
  inside: <T>(work: () => Promise<T>) => Promise<T>
  commit(): void
  rollback(why: unknown): void
  over: Promise<void>
}

/**
 * Lets transactional steps that follow each other share one transaction: each is undone alone, by savepoint, when it fails, and
 * all are committed together as soon as no other one follows in the same turn. When that fails, the journal is dead: the walk
 * has gone on from steps that are lost.
 */
export function openFuse(workspaceId: string, journal: Journal): Fuse {
  let open: Open | undefined
  let turn: Promise<unknown> = Promise.resolve()
  let queued = 0

  return {
    step: (work, closing) => inTurn(() => perform(work, closing)),
    settle: () => (open || queued > 0 ? inTurn(settle) : Promise.resolve()),
  }

  /** One after another: they share a connection. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    queued += 1
    const done = turn.then(work).finally(() => {
      queued -= 1
      if (open && queued === 0) setImmediate(() => queued === 0 && inTurn(settle).catch(() => undefined)) // the journal tells
    })
    turn = done.catch(() => undefined)
    return done
  }

  async function perform(work: (tx: Tx) => Promise<Checkpoint>, closing: (done: Checkpoint) => Partial<Batch>): Promise<Checkpoint | undefined> {
    let group: Open
    try {
      group = open ??= await begin()
      if (group.steps > 0) await group.tx.client.query('savepoint step')
    } catch (error) {
      return await undone(error)
    }
    try {
      const ended = await group.inside(() => work(group.tx))
      if (ended.outcome === 'failed') await undo(group)
      else {
        group.lane ??= await journal.lane()
        journal.defer(closing(ended))
        group.steps += 1
      }
      if (group.steps >= mostSteps || performance.now() - group.since > longestMs) await settle()
      return ended
    } catch (error) {
      return await undone(error)
    }
  }

  /** What came between is nobody else's affair: the steps before are kept. */
  async function undone(error: unknown): Promise<undefined> {
    if (open) await undo(open).catch(lose)
    await settle()
    if (isPassing(error)) return undefined
    throw error
  }

  async function undo(group: Open): Promise<void> {
    if (group.steps > 0) await group.tx.client.query('rollback to savepoint step')
    else {
      open = undefined
      group.rollback(undefined)
      await group.over.catch(() => undefined)
    }
  }

  async function settle(): Promise<void> {
    const group = open
    open = undefined
    if (!group) return
    try {
      if (group.lane) await group.lane.commit(group.tx, {})
      group.commit()
      await group.over
      group.lane?.end()
    } catch (error) {
      open = group
      await lose(error)
    }
  }

  async function lose(error: unknown): Promise<never> {
    const group = open
    open = undefined
    group?.rollback(error)
    await group?.over.catch(() => undefined)
    const why = isLostOwnership(error) ? error : new WalkAnew(error)
    group?.lane?.end(why)
    throw why
  }

  async function begin(): Promise<Open> {
    const ready = Promise.withResolvers<Pick<Open, 'tx' | 'inside'>>()
    const end = Promise.withResolvers<void>()
    const over = inWorkspace(workspaceId, async (tx) => {
      ready.resolve({ tx, inside: AsyncLocalStorage.snapshot() })
      await end.promise
    })
    over.catch(ready.reject)
    const { tx, inside } = await ready.promise
    return { tx, inside, over, lane: undefined, steps: 0, since: performance.now(), commit: () => end.resolve(), rollback: (why) => end.reject(why) }
  }
}
