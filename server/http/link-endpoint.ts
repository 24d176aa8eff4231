import type { z } from 'zod'
import type { Contract } from '../kernel/contract.ts'
import { comesFrom } from '../links/index.ts'
import { checkOrigin, foreignOrigin } from './check-origin.ts'
import { readableFrom } from './cross-origin.ts'
import { answered, type Handler, type UseCase } from './endpoint.ts'
import { failure } from './failure.ts'

/** As `endpoint`, at the address of a chat link: pages of the sites that the link names may ask, too. No cookie counts here. */
export function linkEndpoint<I extends z.ZodType, O extends z.ZodType, A extends 'anyone' | 'guest'>(
  contract: Contract<I, O, A>,
  answer: UseCase<I, O, A>,
): Handler {
  return async (request, context) => {
    const from = foreignOrigin(request)
    try {
      const params = await context.params
      if (from === null) checkOrigin(request)
      else await comesFrom(String(params.link), from)
      return readableFrom(from, await answered(contract, answer, request, params))
    } catch (error) {
      return readableFrom(from, failure(error, contract))
    }
  }
}
