import { AppError, isAppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Block } from './define-block.ts'
import type { Flow } from './flow.ts'
import { linksOf } from './graph.ts'
import { gather } from './node-input.ts'
import { NodeFailure, type Settled, settleAll, skipped } from './outcome.ts'
import { createPerformer } from './perform.ts'
import type { CompiledPlan, Plan } from './plan.ts'
import { leavesOf } from './plan-shape.ts'
import { upgradeFlow } from './upgrade-flow.ts'
import { isParked, type Outcome, type World } from './world.ts'

export type Walk = {
  flow: Flow
  plan: CompiledPlan
  blocks: ReadonlyMap<string, Block>
  /** What the trigger gives: its outputs by port. */
  input: Json
  world: World
}

/**
 * Walks a plan as far as it goes: to its end, to a failure, or until nothing is left but to wait for people. Everything
 * that was recorded is taken as it is, so the same call by another worker goes on where this one stopped.
 *
 * Rejects when the world failed rather than the flow (the worker must stop, the database is gone): nothing was decided.
 */
export async function execute(walk: Walk): Promise<Outcome> {
  try {
    return { status: 'completed', output: await walkAll(walk) }
  } catch (error) {
    if (error instanceof NodeFailure) return { status: 'failed', error: error.data, path: error.path }
    if (isParked(error)) return { status: 'waiting' }
    if (isAppError(error) && error.code === 'cancelled') return { status: 'cancelled' }
    throw error
  }
}

async function walkAll({ flow: written, plan, blocks, input, world }: Walk): Promise<JsonObject> {
  const flow = upgradeFlow(written, blocks)
  const links = linksOf(flow)
  const perform = createPerformer(world, blocks)
  const settled = new Map<string, Promise<Settled>>()
  const planned = plan.root ? new Set(leavesOf(plan.root)) : new Set<string>()

  /** What became of a node; nodes that are in no plan are worked out here, once, when first asked for. */
  function settledOf(id: string): Promise<Settled> {
    const known = settled.get(id)
    if (known) return known
    if (planned.has(id)) throw new AppError('internal', `The plan does not fit the flow: "${id}" was asked for before its turn.`)
    // In a turn of its own: a long chain of such nodes must not grow the stack.
    return settle(
      id,
      Promise.resolve().then(() => work(id)),
    )
  }

  function settle(id: string, settling: Promise<Settled>): Promise<Settled> {
    settled.set(id, settling)
    return settling
  }

  async function work(id: string): Promise<Settled> {
    const node = flow.nodes[id]
    const block = blocks.get(node?.block ?? '')
    if (!node || node.disabled) return skip(id)
    const attempt = { path: id, block: node.block, input: {}, handled: links.handled.has(id) }
    if (!block) return perform.node(attempt)
    if (block.card.trigger) return perform.trigger(attempt, block, input)
    const gathered = await gather(node, block.card, links.into(id), settledOf)
    if (gathered.kind === 'skipped') return skip(id)
    if (gathered.kind === 'rejected') return perform.reject(attempt, gathered.port, gathered.reason)
    return perform.node({ ...attempt, input: gathered.input })
  }

  function skip(id: string): Settled {
    world.emit(`${id} node.skipped`, { kind: 'node.skipped', path: id })
    return skipped
  }

  async function go(step: Plan): Promise<void> {
    if (step.kind === 'leaf') {
      await settle(step.node, work(step.node))
    } else if (step.kind === 'series') {
      for (const child of step.children) await go(child)
    } else if (step.kind === 'parallel') {
      await settleAll(step.children.map(go))
    } else {
      const running: Promise<void>[] = []
      for (const [i, child] of step.children.entries())
        running.push(
          goAfter(
            (step.after[i] ?? []).map((j) => running[j]),
            child,
          ),
        )
      await settleAll(running)
    }
  }

  async function goAfter(sources: (Promise<void> | undefined)[], child: Plan): Promise<void> {
    await Promise.all(sources)
    await go(child)
  }

  if (plan.root) await go(plan.root)
  const ids = Object.keys(flow.nodes).sort()
  for (const id of ids) await settledOf(id)
  return outputOf(ids)

  /** What the last nodes gave: those whose own outputs lead nowhere. */
  async function outputOf(all: string[]): Promise<JsonObject> {
    const output: JsonObject = {}
    for (const id of all) {
      const last = await settledOf(id)
      const hasPorts = (blocks.get(flow.nodes[id]?.block ?? '')?.card.outputs.length ?? 0) > 0
      if (last.kind === 'done' && hasPorts && !links.feeding.has(id)) output[id] = last.output
    }
    return output
  }
}
