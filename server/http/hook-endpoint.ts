import { receiveHook } from '../triggers/index.ts'
import type { Handler } from './endpoint.ts'
import { failure } from './failure.ts'
import { readBytes } from './read-input.ts'

/** 1 MB, as the docs say. */
const mostBytes = 1_000_000

/** A webhook: no session and no cookie counts, the address itself is the key. */
export function hookEndpoint(): Handler {
  return async (request, context) => {
    try {
      const { token } = await context.params
      return await receiveHook(String(token), request, await readBytes(request, mostBytes))
    } catch (error) {
      return failure(error, { id: 'hooks' })
    }
  }
}
