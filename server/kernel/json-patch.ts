import { AppError } from './errors.ts'
import type { Json, JsonObject } from './json.ts'

/** One operation of a JSON Patch (RFC 6902); `path` and `from` are JSON Pointers (RFC 6901). */
export type PatchOperation =
  | { op: 'add' | 'replace' | 'test'; path: string; value: Json }
  | { op: 'remove'; path: string }
  | { op: 'move' | 'copy'; from: string; path: string }

/** The value with the patch applied, all of it or nothing; what it is given stays as it is. Error: `invalid-input` with the place. */
export function applyPatch(value: Json, patch: readonly PatchOperation[]): Json {
  return patch.reduce<Json>(applied, value)
}

/** A patch that makes `to` of `from`: as small as objects allow; lists are replaced whole. */
export function patchBetween(from: Json, to: Json, path = ''): PatchOperation[] {
  if (same(from, to)) return []
  if (!isObject(from) || !isObject(to)) return [{ op: 'replace', path, value: to }]
  const inside = (key: string) => `${path}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
  const gone = Object.keys(from).filter((key) => !Object.hasOwn(to, key))
  return [
    ...gone.map((key): PatchOperation => ({ op: 'remove', path: inside(key) })),
    ...Object.entries(to).flatMap(([key, value]): PatchOperation[] =>
      Object.hasOwn(from, key) ? patchBetween(from[key] ?? null, value, inside(key)) : [{ op: 'add', path: inside(key), value }],
    ),
  ]
}

function applied(value: Json, operation: PatchOperation): Json {
  switch (operation.op) {
    case 'add':
    case 'replace':
      return changed(value, keysOf(operation.path), operation.path, operation.op, operation.value)
    case 'remove':
      return changed(value, keysOf(operation.path), operation.path, 'remove', null)
    case 'copy':
      return changed(value, keysOf(operation.path), operation.path, 'add', valueAt(value, operation.from))
    case 'move': {
      if (operation.path.startsWith(`${operation.from}/`)) throw misfit(operation.path)
      const moved = valueAt(value, operation.from)
      const without = changed(value, keysOf(operation.from), operation.from, 'remove', null)
      return changed(without, keysOf(operation.path), operation.path, 'add', moved)
    }
    case 'test':
      if (!same(valueAt(value, operation.path), operation.value))
        throw new AppError('conflict', `The state is another at "${operation.path}" than this change expects.`)
      return value
  }
}

function changed(value: Json, keys: string[], path: string, how: 'add' | 'replace' | 'remove', given: Json): Json {
  const [key, ...deeper] = keys
  if (key === undefined) return how === 'remove' ? null : given
  if (Array.isArray(value)) {
    const at = key === '-' && how === 'add' && deeper.length === 0 ? value.length : indexIn(key, path)
    if (at > value.length || (at === value.length && (how !== 'add' || deeper.length > 0))) throw misfit(path)
    if (deeper.length > 0) return value.with(at, changed(value[at] ?? null, deeper, path, how, given))
    return how === 'add' ? value.toSpliced(at, 0, given) : how === 'remove' ? value.toSpliced(at, 1) : value.with(at, given)
  }
  if (!isObject(value) || ((deeper.length > 0 || how !== 'add') && !Object.hasOwn(value, key))) throw misfit(path)
  if (deeper.length > 0) return withKey(value, key, changed(value[key] ?? null, deeper, path, how, given))
  if (how !== 'remove') return withKey(value, key, given)
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
}

function valueAt(value: Json, path: string): Json {
  return keysOf(path).reduce<Json>((now, key) => {
    if (Array.isArray(now) && indexIn(key, path) < now.length) return now[indexIn(key, path)] ?? null
    if (isObject(now) && Object.hasOwn(now, key)) return now[key] ?? null
    throw misfit(path)
  }, value)
}

function keysOf(path: string): string[] {
  if (path === '') return []
  if (!path.startsWith('/')) throw misfit(path)
  return path
    .slice(1)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function indexIn(key: string, path: string): number {
  if (!/^(0|[1-9]\d{0,8})$/.test(key)) throw misfit(path)
  return Number(key)
}

/** An own property whatever its name is, `__proto__` included. */
const withKey = (value: JsonObject, key: string, inner: Json): JsonObject =>
  Object.fromEntries([...Object.entries(value).filter(([name]) => name !== key), [key, inner]])
const isObject = (value: Json): value is JsonObject => typeof value === 'object' && value !== null && !Array.isArray(value)
const misfit = (path: string) => new AppError('invalid-input', `The state has no place "${path}" to change.`)

function same(a: Json, b: Json): boolean {
  if (a === b) return true
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((inner, at) => same(inner, b[at] ?? null))
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && same(a[key] ?? null, b[key] ?? null))
}
