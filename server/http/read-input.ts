import type { z } from 'zod'
import type { Contract } from '../kernel/contract.ts'
import { AppError } from '../kernel/errors.ts'

const defaultMaxBytes = 262_144
/** What is read and thrown away of a body that is too large, so that the sender hears the answer and not a reset. */
const drainBytes = 64_000_000

export type RouteParams = Record<string, string | string[] | undefined>

/** The address's parameters, the query and the JSON body as one checked input. Parameters win over query, query over body. */
export async function readInput<I extends z.ZodType>(contract: Contract<I>, request: Request, params: RouteParams): Promise<z.output<I>> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const body = request.method === 'GET' || request.method === 'HEAD' ? {} : await readBody(request, contract.maxBytes ?? defaultMaxBytes)
  return parseInput(contract, { ...body, ...query, ...params })
}

/** Errors: `invalid-input`, with a sentence a field. */
export function parseInput<I extends z.ZodType>(contract: Contract<I>, given: Record<string, unknown>): z.output<I> {
  const parsed = contract.input.safeParse(given)
  if (!parsed.success) throw invalidInput(parsed.error)
  return parsed.data
}

async function readBody(request: Request, maxBytes: number): Promise<Record<string, unknown>> {
  const text = await readText(request, maxBytes)
  if (text.trim() === '') return {}
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch (cause) {
    throw new AppError('malformed-json', `The request body is not valid JSON: ${cause instanceof Error ? cause.message : 'it does not parse'}.`, undefined, {
      cause,
    })
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new AppError('invalid-input', 'The request body must be a JSON object.')
  return body as Record<string, unknown>
}

/** The body as text. Errors: `too-large`, as soon as it is known. */
export async function readText(request: Request, maxBytes: number): Promise<string> {
  return new TextDecoder().decode(await readBytes(request, maxBytes))
}

/** The body as it came. Errors: `too-large`. */
export async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (!request.body) return new Uint8Array()
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += piece.byteLength
    if (size <= maxBytes) pieces.push(piece)
    else if (size > drainBytes) break
  }
  if (size > maxBytes) throw new AppError('too-large', `That is too large: at most ${inWords(maxBytes)} fit here. Make it shorter, or split it.`, { maxBytes })
  return Buffer.concat(pieces)
}

const inWords = (bytes: number) => (bytes >= 1_000_000 ? `${Math.floor(bytes / 1_000_000)} MB` : `${Math.floor(bytes / 1024)} KB`)

/** One sentence a field, and the same by name in `details.fields` for the form to show beside each. */
function invalidInput(error: z.ZodError): AppError {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.') || 'input'] ??= issue.message
  const sentences = Object.entries(fields)
    .slice(0, 5)
    .map(([name, what]) => `${name}: ${what}.`)
  const more = Object.keys(fields).length - sentences.length
  return new AppError('invalid-input', `${sentences.join(' ')}${more > 0 ? ` And ${more} more.` : ''}`, { fields })
}
