import { requirePerson } from '../accounts/index.ts'
import type { Person } from '../kernel/principal.ts'
import { checkOrigin } from './check-origin.ts'
import type { Handler } from './endpoint.ts'
import { failure } from './failure.ts'

/** A protocol that has its own inputs and answers, such as AG-UI: the door asks where from and who; the rest is the protocol's. */
export function agentEndpoint(answer: (person: Person, agentId: string, request: Request) => Promise<Response>): Handler {
  return async (request, context) => {
    try {
      checkOrigin(request)
      const { agent } = await context.params
      return await answer(await requirePerson(request.headers), String(agent), request)
    } catch (error) {
      return failure(error, { id: 'agui' })
    }
  }
}
