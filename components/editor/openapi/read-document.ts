import { parse } from 'yaml'
import { z } from 'zod'
import { AppError, toErrorData } from '../../../server/kernel/errors.ts'
import { at, isObject, type Plain, resolved } from './references.ts'

export const methods = ['get', 'post', 'put', 'patch', 'delete', 'head'] as const
export type Method = (typeof methods)[number]

/** One operation as the document names it; what it takes and gives is read when it is chosen (operation-node.ts). */
export type Operation = { id: string; method: Method; route: string; title: string; summary: string; group: string; deprecated: boolean }
export type OpenApi = { root: Plain; title: string; version: '3.0' | '3.1'; servers: string[]; operations: Operation[]; missed: string[] }

const most = 2000
const headSchema = z.object({ openapi: z.string(), info: z.object({ title: z.string() }).partial().optional(), paths: z.record(z.string(), z.unknown()) })

/**
 * What an OpenAPI document (3.0 or 3.1, JSON or YAML) offers. `from`: the address it came from, for servers that are named relative to it.
 * Error: `invalid-input`, with what to do.
 */
export function readDocument(text: string, from?: string): OpenApi {
  const root = parsed(text)
  if (isObject(root) && typeof root.swagger === 'string')
    throw new AppError('invalid-input', 'This is Swagger 2.0. Convert it to OpenAPI 3 first: editor.swagger.io does, under Edit.')
  const head = headSchema.safeParse(root)
  if (!isObject(root) || !head.success) throw new AppError('invalid-input', 'This is no OpenAPI document: it has no “openapi” with its version, or no “paths”.')
  const version = /^3\.(0|1)\./.exec(`${head.data.openapi}.`)?.[1]
  if (version === undefined) throw new AppError('invalid-input', `This is OpenAPI ${head.data.openapi.slice(0, 20)}. 3.0 and 3.1 are read.`)
  const missed: string[] = []
  const operations = Object.entries(head.data.paths).flatMap(([route, item]) => operationsAt(root, route, item, missed))
  if (isObject(root.webhooks) && Object.keys(root.webhooks).length > 0) missed.push('Webhooks: what the service calls by itself comes in by a Webhook block.')
  if (operations.length === 0) throw new AppError('invalid-input', 'This document has no operation that can be called.')
  if (operations.length > most) missed.push(`Only the first ${most} of its ${operations.length} operations are listed.`)
  return {
    ...{ root, title: (head.data.info?.title ?? 'Service').slice(0, 80), version: `3.${version}` as OpenApi['version'] },
    ...{ servers: serversIn(root.servers, from, missed), operations: operations.slice(0, most), missed },
  }
}

/** JSON, or else YAML: its core types only, with merge keys, and no more aliases than a person would write. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (json) {
    // What begins as JSON was meant as such, and its own error says more.
    if (/^\s*[{[]/.test(text)) throw new AppError('invalid-input', `This JSON cannot be read: ${toErrorData(json).message}`, undefined, { cause: json })
    try {
      return parse(text, { merge: true, maxAliasCount: 100, logLevel: 'error' })
    } catch (cause) {
      throw new AppError('invalid-input', `This is no JSON, and as YAML it cannot be read: ${firstLine(cause)}`, undefined, { cause })
    }
  }
}

/** The parser's message without the piece of text below it. */
const firstLine = (cause: unknown) => (cause instanceof Error ? (cause.message.split('\n', 1)[0] ?? '').replace(/:$/, '') : 'its form is not right')

function operationsAt(root: Plain, route: string, given: unknown, missed: string[]): Operation[] {
  const item = resolved(root, given)
  if (!isObject(item)) return []
  for (const method of ['options', 'trace']) if (isObject(item[method])) missed.push(`${method.toUpperCase()} ${route}: this method cannot be called.`)
  return methods.flatMap((method) => {
    const operation = item[method]
    if (!isObject(operation)) return []
    const name = typeof operation.operationId === 'string' ? operation.operationId : ''
    const summary = typeof operation.summary === 'string' ? operation.summary : ''
    const [tag] = Array.isArray(operation.tags) ? operation.tags : []
    return [
      {
        ...{ id: `${method} ${route}`, method, route },
        title: (summary || wordsOf(name) || `${method.toUpperCase()} ${route}`).slice(0, 120),
        summary: typeof operation.description === 'string' ? operation.description : '',
        group: typeof tag === 'string' ? tag : '',
        deprecated: operation.deprecated === true,
      },
    ]
  })
}

/** `listPetsByTag` as `List pets by tag`. */
function wordsOf(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/[._/-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}

/** Addresses with their variables at the defaults. */
export function serversIn(servers: unknown, from: string | undefined, missed: string[]): string[] {
  const found = (Array.isArray(servers) ? servers : []).flatMap((server) => {
    if (!isObject(server) || typeof server.url !== 'string') return []
    const address = server.url.replaceAll(/\{([^}]+)\}/g, (whole, name: string) => {
      const chosen = at(server, ['variables', name, 'default'])
      return typeof chosen === 'string' ? chosen : whole
    })
    const url = URL.canParse(address, from) ? new URL(address, from) : undefined
    if (url && /^https?:$/.test(url.protocol) && !address.includes('{')) return [url.href.replace(/\/$/, '')]
    missed.push(`The server ${server.url}: enter its whole address by hand.`)
    return []
  })
  if (found.length === 0 && from !== undefined) return [new URL(from).origin]
  return [...new Set(found)]
}
