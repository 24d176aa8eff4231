import type { EngineEvent } from '../engine/events.ts'
import type { Json, JsonObject } from '../kernel/json.ts'
import { hashOf } from '../platform/canonical.ts'

/** Values of more characters than this, as JSON, are kept once and referred to. */
export const largestInline = 65_536
const previewLength = 200

/** A value that checkpoints and events only refer to. */
export type LargeValue = { hash: string; bytes: number; body: Json }
export type Reference = { $large: { hash: string; bytes: number; preview: string } }

/** Checkpoints and events with references in place of large values, and these values, each once. */
export function createLightener() {
  const found = new Map<string, LargeValue>()
  const known = new Map<Json, Reference>()

  /** `ports`: outputs or inputs of a node, by port. */
  function ports(given: JsonObject): JsonObject {
    if (!Object.values(given).some(mustRefer)) return given
    return Object.fromEntries(Object.entries(given).map(([port, value]) => [port, mustRefer(value) ? refer(value) : value]))
  }

  function refer(value: Json): Reference {
    const former = known.get(value)
    if (former) return former
    const text = JSON.stringify(value)
    const large = { hash: hashOf(value).toString('hex'), bytes: Buffer.byteLength(text), body: value }
    const preview = (typeof value === 'string' ? value : text).slice(0, previewLength).toWellFormed()
    const reference = { $large: { hash: large.hash, bytes: large.bytes, preview } }
    found.set(large.hash, large)
    known.set(value, reference)
    return reference
  }

  /** Other events hold nothing that a block made. */
  function event(told: EngineEvent): EngineEvent {
    if (told.kind === 'node.started' && isObject(told.input)) return changed(told, 'input', ports(told.input))
    if ((told.kind === 'node.completed' || told.kind === 'run.completed') && isObject(told.output)) return changed(told, 'output', ports(told.output))
    return told
  }

  return { ports, event, found: () => [...found.values()] }
}

const changed = <E extends EngineEvent, K extends keyof E>(event: E, key: K, value: E[K]): E => (event[key] === value ? event : { ...event, [key]: value })

/** A block's own value that looks like a reference goes by reference, too, so that nobody can forge one. */
const mustRefer = (value: Json): boolean => isLarge(value) || referenceOf(value) !== undefined

/** Without writing it out: most values are small. */
export function isLarge(value: Json): boolean {
  let left = largestInline
  const count = (part: Json): void => {
    if (typeof part === 'string') left -= part.length + 2
    else if (Array.isArray(part)) for (const item of part) left > 0 && count(item)
    else if (isObject(part)) {
      for (const [key, inner] of Object.entries(part)) {
        if (left <= 0) return
        left -= key.length + 4
        count(inner)
      }
    } else left -= 4
  }
  count(value)
  return left < 0
}

export function referenceOf(value: Json | undefined): string | undefined {
  if (!isObject(value) || Object.keys(value).length !== 1 || !isObject(value.$large)) return undefined
  const { hash } = value.$large
  return typeof hash === 'string' ? hash : undefined
}

/** What a reference shows of its value. */
export const previewIn = (reference: Json | undefined): string => {
  const large = isObject(reference) && isObject(reference.$large) ? reference.$large : {}
  return typeof large.preview === 'string' ? large.preview : ''
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
