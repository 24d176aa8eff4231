import type { z } from 'zod'
import type { Access, Contract } from '../kernel/contract.ts'
import { addressOf, checkOrigin } from './check-origin.ts'
import { failure } from './failure.ts'
import { type RouteParams, readInput } from './read-input.ts'
import { type WhoOf, whoOf } from './who.ts'

/** What a use case may know of the request itself. */
export type Asked = { address: string; userAgent: string | null; headers: Headers; signal: AbortSignal }
export type UseCase<I extends z.ZodType, O extends z.ZodType, A extends Access> = (who: WhoOf<A>, input: z.output<I>, asked: Asked) => Promise<z.input<O>>
/** A Next route handler. */
export type Handler = (request: Request, context: { params: Promise<RouteParams> }) => Promise<Response>

/**
 * A use case as a route: origin, who asks, parse, do, answer. Refusals become their status with `{ error: ErrorData }`.
 * Who asks comes before what is asked: somebody signed out or foreign learns nothing about the form of an input.
 */
export function endpoint<I extends z.ZodType, O extends z.ZodType, A extends Access>(contract: Contract<I, O, A>, answer: UseCase<I, O, A>): Handler {
  return async (request, context) => {
    try {
      checkOrigin(request)
      return await answered(contract, answer, request, await context.params)
    } catch (error) {
      return failure(error, contract)
    }
  }
}

/** The rest of it, where it was seen to that the request may be made from where it comes. */
export async function answered<I extends z.ZodType, O extends z.ZodType, A extends Access>(
  contract: Contract<I, O, A>,
  answer: UseCase<I, O, A>,
  request: Request,
  params: RouteParams,
): Promise<Response> {
  const who = await whoOf(contract.access, request, params)
  const input = await readInput(contract, request, params)
  const output = await answer(who, input, askedOf(request))
  return Response.json(output, { headers: { 'cache-control': 'no-store' } })
}

export function askedOf(request: Request): Asked {
  return { address: addressOf(request), userAgent: request.headers.get('user-agent'), headers: request.headers, signal: request.signal }
}
