import { z } from 'zod'
import { AppError } from '../../kernel/errors.ts'
import type { Json } from '../../kernel/json.ts'

/** Where a port of an operation goes. A body without a name is all of the body. */
export const placeSchema = z.object({ in: z.enum(['path', 'query', 'header', 'body']), name: z.string().max(200) })
export type Place = z.infer<typeof placeSchema>

type Operation = { server: string; route: string; places: Record<string, Place>; [port: string]: unknown }
type Request = { url: string; headers: Record<string, string>; body?: string }

/** What is sent for the values in an operation's ports. Lists are repeated in the address, objects written as JSON. Error: `invalid-input`. */
export function requestOf({ server, route, places, ...ports }: Operation): Request {
  const query = new URLSearchParams()
  const headers: Record<string, string> = {}
  const fields: Record<string, Json> = {}
  let whole: Json | undefined
  let path = route
  for (const [port, { in: where, name }] of Object.entries(places)) {
    const value = ports[port] as Json | undefined
    if (value === undefined) continue
    if (where === 'path') path = path.replaceAll(`{${name}}`, segment(value, name))
    else if (where === 'query') for (const one of Array.isArray(value) ? value : [value]) query.append(name, textOf(one))
    else if (where === 'header') headers[name.toLowerCase()] = textOf(value).replaceAll(/[\r\n]+/g, ' ')
    else if (name === '') whole = value
    else fields[name] = value
  }
  const hole = /\{([^}]*)\}/.exec(path)
  if (hole) throw new AppError('invalid-input', `Nothing was given for "${hole[1]}" in the path ${route}.`)
  const url = new URL(`${server.replace(/\/+$/, '')}/${path.replace(/^\/+/, '')}`)
  for (const [name, value] of query) url.searchParams.append(name, value)
  const body = whole ?? (Object.keys(fields).length > 0 ? fields : undefined)
  if (body === undefined) return { url: url.href, headers }
  headers['content-type'] ??= typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json'
  return { url: url.href, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
}

/** One part of the path, whatever stands in it: no value leads to another operation. */
function segment(value: Json, name: string): string {
  const text = textOf(value)
  if (text === '' || text === '.' || text === '..') throw new AppError('invalid-input', `"${name}" in the path may not be "${text}".`)
  return encodeURIComponent(text)
}

const textOf = (value: Json): string => (typeof value === 'string' ? value : JSON.stringify(value))
