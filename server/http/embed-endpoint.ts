import type { z } from 'zod'
import type { Contract } from '../kernel/contract.ts'
import { endpoint, type Handler, type UseCase } from './endpoint.ts'

/**
 * What a script on another site may read, such as how to draw a launcher: no cookie counts, and the use case looks at the origin
 * itself. Refusals are readable there, too, so that whoever builds that site learns why.
 */
export function embedEndpoint<I extends z.ZodType, O extends z.ZodType>(contract: Contract<I, O, 'anyone'>, answer: UseCase<I, O, 'anyone'>): Handler {
  const handle = endpoint(contract, answer)
  return async (request, context) => {
    const response = await handle(request, context)
    response.headers.set('access-control-allow-origin', '*')
    return response
  }
}
