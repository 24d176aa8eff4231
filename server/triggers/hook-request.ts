import { AppError } from '../kernel/errors.ts'
import type { Json, JsonObject } from '../kernel/json.ts'

/** Hold keys and cookies, which no run should keep. */
const secretHeaders = new Set(['authorization', 'proxy-authorization', 'cookie', 'x-api-key', 'webhook-signature'])

/** A call as the outputs of `webhook.start`. Errors: `malformed-json`. */
export function inputOf(request: Request, body: Uint8Array): JsonObject {
  return {
    body: bodyOf(request.headers.get('content-type') ?? '', new TextDecoder().decode(body)),
    headers: Object.fromEntries([...request.headers].filter(([name]) => !secretHeaders.has(name))),
    query: Object.fromEntries(new URL(request.url).searchParams),
    method: request.method,
  }
}

function bodyOf(type: string, text: string): Json {
  if (text === '') return null
  if (/^application\/x-www-form-urlencoded/i.test(type)) return fields(new URLSearchParams(text))
  if (!/^application\/([a-z0-9.+-]+\+)?json/i.test(type)) return text
  try {
    return JSON.parse(text) as Json
  } catch (cause) {
    throw new AppError('malformed-json', `The body says it is JSON and is not: ${cause instanceof Error ? cause.message : 'it does not parse'}.`, undefined, {
      cause,
    })
  }
}

/** A name that comes several times is a list. */
function fields(form: URLSearchParams): JsonObject {
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name)
      return [name, values.length > 1 ? values : (values[0] ?? '')]
    }),
  )
}
