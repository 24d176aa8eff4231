import type { z } from 'zod'
import type { FileContent } from '../files/index.ts'
import type { Access, Contract } from '../kernel/contract.ts'
import { checkOrigin } from './check-origin.ts'
import type { Handler } from './endpoint.ts'
import { failure } from './failure.ts'
import { parseInput, readBytes } from './read-input.ts'
import { type WhoOf, whoOf } from './who.ts'

/** A body that is a file: everything else stands in the address. */
export function uploadEndpoint<I extends z.ZodType, O extends z.ZodType, A extends Access>(
  contract: Contract<I, O, A>,
  answer: (who: WhoOf<A>, input: z.output<I>, bytes: Uint8Array) => Promise<z.input<O>>,
): Handler {
  return async (request, context) => {
    try {
      checkOrigin(request)
      const params = await context.params
      const who = await whoOf(contract.access, request, params)
      const input = parseInput(contract, { ...Object.fromEntries(new URL(request.url).searchParams), ...params })
      const output = await answer(who, input, await readBytes(request, contract.maxBytes ?? 0))
      return Response.json(output, { headers: { 'cache-control': 'no-store' } })
    } catch (error) {
      return failure(error, contract)
    }
  }
}

/** What a browser may show by itself. Everything else is saved. */
const shown = /^(image\/(png|jpeg|gif|webp|avif)|application\/pdf|text\/plain)$/

/** Nothing in it runs, loads or sends. Browsers show no PDF in a sandbox; their viewers are one themselves. */
const nothing = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"

/** A file as an answer. Whatever its bytes are, the browser takes them for what we say, and runs nothing of it. */
export function fileEndpoint<I extends z.ZodType, A extends Access>(
  contract: Contract<I, z.ZodType, A>,
  answer: (who: WhoOf<A>, input: z.output<I>) => Promise<FileContent>,
): Handler {
  return async (request, context) => {
    try {
      const params = await context.params
      const who = await whoOf(contract.access, request, params)
      const file = await answer(who, parseInput(contract, { ...Object.fromEntries(new URL(request.url).searchParams), ...params }))
      const etag = `"${file.hash}"`
      const headers = headersOf(file, etag)
      if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
      return new Response(file.body, { headers: { ...headers, 'content-length': String(file.bytes) } })
    } catch (error) {
      return failure(error, contract)
    }
  }
}

function headersOf({ type, name, inline }: FileContent, etag: string): Record<string, string> {
  const safe = inline && shown.test(type)
  return {
    'content-type': type === 'text/plain' ? 'text/plain; charset=utf-8' : safe ? type : 'application/octet-stream',
    'content-disposition': `${safe ? 'inline' : 'attachment'}; filename="${name.replace(/[^ \w.-]/g, '_')}"; filename*=UTF-8''${encoded(name)}`,
    'content-security-policy': type === 'application/pdf' ? nothing : `${nothing}; sandbox`,
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    // kept, and asked for each time: who may no longer see it gets it no more
    'cache-control': 'private, no-cache',
    etag,
  }
}

/** RFC 8187. */
const encoded = (name: string) => encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
