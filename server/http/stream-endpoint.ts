import type { z } from 'zod'
import type { Access, Contract } from '../kernel/contract.ts'
import { type Asked, askedOf, type Handler } from './endpoint.ts'
import { failure } from './failure.ts'
import { readInput } from './read-input.ts'
import { type LiveSource, sse } from './sse.ts'
import { type WhoOf, whoOf } from './who.ts'

/** Checks first, then answers the source; a refusal is an ordinary error answer. `asked.signal` aborts when the reader has gone. */
export type LiveUseCase<I extends z.ZodType, A extends Access> = (who: WhoOf<A>, input: z.output<I>, asked: Asked) => Promise<LiveSource>

/** A feed as a route. A browser that connects again names the last entry it saw (Last-Event-ID): that wins over `after`. */
export function streamEndpoint<I extends z.ZodType, A extends Access>(contract: Contract<I, z.ZodType, A>, answer: LiveUseCase<I, A>): Handler {
  return async (request, context) => {
    const gone = new AbortController()
    try {
      const params = await context.params
      const who = await whoOf(contract.access, request, params)
      const lastSeen = request.headers.get('last-event-id')
      const input = await readInput(contract, request, lastSeen !== null && /^\d{1,15}$/.test(lastSeen) ? { ...params, after: lastSeen } : params)
      request.signal.addEventListener('abort', () => gone.abort(), { once: true })
      const source = await answer(who, input, { ...askedOf(request), signal: gone.signal })
      return sse(source, () => gone.abort())
    } catch (error) {
      gone.abort()
      return failure(error, contract)
    }
  }
}
