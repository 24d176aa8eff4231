import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import type { Attempt } from './attempt.ts'
import type { Card, PortSchema } from './card.ts'
import { checkValue } from './check-value.ts'
import type { Around } from './course.ts'
import type { FlowWalk } from './flow-walk.ts'
import type { Links } from './graph.ts'
import type { Hands } from './hands.ts'
import { NodeFailure, type Settled, Stuck, wireRejected } from './outcome.ts'
import { memberOf, portTypeOf } from './schema-shape.ts'
import { BegunAnew, type Reader, type Tap } from './taps.ts'

type Opening = { path: string; card: Card; input: JsonObject; wires: ReturnType<Links['into']>; pathOf: (node: string) => string; around: Around }
type Perform = (more: Pick<Attempt, 'around' | 'pipes'>) => Promise<Settled>

const streamsIn = (ports: { name: string; schema: PortSchema }[]): Map<string, PortSchema> =>
  new Map(ports.flatMap(({ name, schema }) => (portTypeOf(schema) === 'stream' ? [[name, memberOf(schema.items)]] : [])))

/** The stream ports of a node; undefined when it has none. Both ends of a stream run together. */
export function openPipes({ course, nesting }: FlowWalk, { path, card, input, wires, pathOf, around }: Opening) {
  const inputs = streamsIn(card.inputs)
  const outputs = streamsIn(card.outputs)
  if (inputs.size === 0 && outputs.size === 0) return undefined
  const sources = new Map<string, Tap>()
  for (const { port, from } of wires) {
    if (!inputs.has(port)) continue
    const tap = course.taps.of(pathOf(from.node), from.port)
    // What is switched off has no turn of its own in which it could say so.
    if (nesting.isOff(from.node)) tap.skip()
    sources.set(port, tap)
  }
  const given = [...outputs.keys()].map((port) => ({ port, tap: course.taps.of(path, port) }))

  /** For one attempt: reads each stream from its first item, and begins its own streams anew. */
  function hand(reader: Reader): Hands['pipe'] {
    for (const { tap } of given) tap.begin()
    return {
      read: (port) => read(port, reader),
      write(port, item) {
        const schema = outputs.get(port)
        if (!schema) throw new AppError('block-failed', `"${card.title}" has no stream "${port}" to write to.`)
        const reason = checkValue(schema, item)
        if (reason) throw new AppError('block-failed', `"${card.title}" gave something else than it promises in "${port}": ${reason}.`)
        course.taps.of(path, port).write(item)
      },
    }
  }

  async function* read(port: string, reader: Reader): AsyncGenerator<Json> {
    const schema = inputs.get(port)
    if (!schema) throw new AppError('block-failed', `"${card.title}" has no stream "${port}" to read from.`)
    const filled = input[port]
    for await (const item of sources.get(port)?.read(reader) ?? (Array.isArray(filled) ? filled : [])) {
      const reason = checkValue(schema, item)
      if (reason) throw wireRejected(port, reason)
      yield item
    }
  }

  function settleGiven(end: Settled): Settled {
    for (const { port, tap } of given) {
      if (end.kind === 'failed') tap.fail(end.error)
      else tap.done(end.kind === 'done' && Array.isArray(end.output[port]) ? end.output[port] : [])
    }
    return end
  }

  return {
    /** Does the node when its streams have begun, and again when one of them begins anew. */
    async around(perform: Perform, skip: () => Settled): Promise<Settled> {
      for (const tap of sources.values()) {
        const state = await course.activity.until(tap.opened, around.signal, () => new Stuck(path))
        if (state === 'skipped') return skip()
      }
      for (;;) {
        const stopping = new AbortController()
        const reader: Reader = { stop: (reason) => stopping.abort(reason) }
        try {
          const signal = AbortSignal.any([around.signal, stopping.signal])
          return settleGiven(await perform({ around: { ...around, signal }, pipes: () => hand(reader) }))
        } catch (error) {
          if (error instanceof BegunAnew && !around.signal.aborted) continue
          for (const { tap } of given) {
            if (error instanceof NodeFailure) tap.fail(error.data)
            else tap.breakOff(error)
          }
          throw error
        } finally {
          for (const tap of sources.values()) tap.forget(reader)
        }
      }
    },
  }
}
