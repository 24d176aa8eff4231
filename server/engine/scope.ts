import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { blockOfNode } from './block-of-node.ts'
import { checkValue } from './check-value.ts'
import { walkContainer } from './containers/walk-container.ts'
import type { Around } from './course.ts'
import { childPath, type FlowWalk, type Scope, stopBlock } from './flow-walk.ts'
import { gather } from './node-input.ts'
import { carried, type Settled, settleAll, skipped, wireRejected } from './outcome.ts'
import { openPipes } from './pipes.ts'
import type { Plan } from './plan.ts'
import { portTypeOf } from './schema-shape.ts'

type Opening = {
  /** null: the flow itself. */
  container: string | null
  /** Begins the path of each node in it. */
  prefix: string
  /** What the container gives to the nodes in it, by port. */
  given: JsonObject
  outer: Scope | null
  around: Around
}

/** One walk of what lies in one container, or in the flow itself. Nodes in it see what is around it. */
export function openScope(walk: FlowWalk, { container, prefix, given, outer, around }: Opening): Scope {
  const { flow, links, perform, course } = walk
  const { members, plan, planned } = walk.scope(container)
  const own = new Set(members)
  const settled = new Map<string, Promise<Settled>>()
  const begins = new Map<string, PromiseWithResolvers<void>>()
  const inside: Settled = { kind: 'done', output: given }

  function settledOf(id: string): Promise<Settled> {
    if (id === container) return Promise.resolve(inside)
    const known = settled.get(id)
    if (known) return known
    if (!own.has(id)) return outer ? outer.settledOf(id) : Promise.reject(new AppError('internal', `There is no node "${id}" around this one.`))
    if (planned.has(id)) return Promise.reject(new AppError('internal', `The plan does not fit the flow: "${id}" was asked for before its turn.`))
    // In a turn of its own: a long chain of such nodes must not grow the stack.
    return keep(
      id,
      Promise.resolve().then(() => work(id)),
    )
  }

  /** The same, for whoever asks before its turn: it is waited for, and may never come. */
  async function eventually(id: string): Promise<Settled> {
    if (own.has(id) && planned.has(id)) await begun(id).promise
    else if (own.has(id)) {
      for (const { from } of links.into(id)) await eventually(from.node)
      for (const { names } of links.expressions(id)) for (const { node } of names) await eventually(node)
    }
    return settledOf(id)
  }

  function begun(id: string): PromiseWithResolvers<void> {
    const known = begins.get(id) ?? Promise.withResolvers<void>()
    begins.set(id, known)
    return known
  }

  function keep(id: string, settling: Promise<Settled>): Promise<Settled> {
    settled.set(id, settling)
    begun(id).resolve()
    return settling
  }

  async function work(id: string): Promise<Settled> {
    const path = childPath(prefix, id)
    const node = flow.nodes[id]
    const given = Object.hasOwn(walk.given, id) ? walk.given[id] : undefined
    const attempt = { path, block: node?.block ?? '', input: {}, handled: links.handled.has(id), around }
    if (given?.always) return given.output === null ? skip(id, path) : perform.given(attempt, given.output)
    if (!node || node.disabled) return skip(id, path)
    const found = course.blocks.get(node.block)
    if (!found) return perform.node(attempt)
    const block = blockOfNode(node, found)
    if (block.card.trigger) return given?.output ? perform.given(attempt, given.output) : perform.trigger(attempt, block, walk.input)
    const gathered = await gather(node, block.card, { wires: links.into(id), expressions: links.expressions(id), settledOf })
    if (gathered.kind === 'skipped') return skip(id, path)
    if (given?.output) return perform.given({ ...attempt, ...(gathered.kind === 'ready' ? { input: gathered.input } : {}) }, given.output)
    if (gathered.kind === 'rejected') return perform.reject(attempt, gathered.port, gathered.reason)
    const limits = { ...(node.timeoutMs === undefined ? {} : { timeoutMs: node.timeoutMs }), ...(node.retry ? { retry: node.retry } : {}) }
    const ready = { ...attempt, ...limits, input: gathered.input }
    if (block.card.container)
      return walkContainer(walk, ready, { block, open: (n, within) => openScope(walk, { ...within, container: id, prefix: `${path}/${n}`, outer: scope }) })
    const pipes = openPipes(walk, { path, card: block.card, input: gathered.input, wires: links.into(id), pathOf, around })
    if (pipes)
      return pipes.around(
        (more) => perform.node({ ...ready, ...more }, block),
        () => skip(id, path),
      )
    const end = await perform.node(ready, block)
    if (node.block === stopBlock && end.kind === 'done') return walk.stop(stopOutput(gathered.input.result), path)
    return end
  }

  function pathOf(id: string): string {
    return own.has(id) || !outer ? childPath(prefix, id) : outer.pathOf(id)
  }

  function skip(id: string, path: string): Settled {
    course.world.emit(`${path} node.skipped`, { kind: 'node.skipped', path })
    for (const { name, schema } of course.blocks.get(flow.nodes[id]?.block ?? '')?.card.outputs ?? [])
      if (portTypeOf(schema) === 'stream') course.taps.of(path, name).skip()
    return skipped
  }

  async function step(part: Plan): Promise<void> {
    if (part.kind === 'leaf') {
      await keep(part.node, work(part.node))
    } else if (part.kind === 'series') {
      for (const child of part.children) await step(child)
    } else if (part.kind === 'parallel') {
      await settleAll(part.children.map(step))
    } else {
      const running: Promise<void>[] = []
      for (const [i, child] of part.children.entries())
        running.push(
          after(
            (part.after[i] ?? []).map((j) => running[j]),
            child,
          ),
        )
      await settleAll(running)
    }
  }

  async function after(sources: (Promise<void> | undefined)[], child: Plan): Promise<void> {
    await Promise.all(sources)
    await step(child)
  }

  const scope: Scope = {
    settledOf,
    pathOf,
    async go(): Promise<void> {
      if (plan) await step(plan)
      for (const id of members) await settledOf(id)
    },
    async back(): Promise<JsonObject> {
      const brought: JsonObject = {}
      for (const { port, from } of container === null ? [] : links.back(container)) {
        const value = checked(port, carried(await settledOf(from.node), from.port))
        if (value !== undefined) brought[port] = value
      }
      return brought
    },
    first(): Promise<{ port: string; value: Json }> {
      return new Promise((resolve) => {
        for (const { port, from } of container === null ? [] : links.back(container))
          eventually(from.node).then(
            (end) => {
              const value = carried(end, from.port)
              if (value !== undefined) resolve({ port, value })
            },
            () => undefined,
          )
      })
    },
  }

  function checked(port: string, value: Json | undefined): Json | undefined {
    const card = course.blocks.get(flow.nodes[container ?? '']?.block ?? '')?.card
    const schema = card?.inside?.inputs.find(({ name }) => name === port)?.schema
    const reason = schema && value !== undefined ? checkValue(schema, value) : null
    if (reason) throw wireRejected(port, reason)
    return value
  }

  return scope
}

/** A run's output is an object: any other value becomes its "result". */
function stopOutput(result: Json | undefined): JsonObject {
  return typeof result === 'object' && result !== null && !Array.isArray(result) ? result : { result: result ?? null }
}
