import { requireAsker } from '../access/index.ts'
import type { Person } from '../kernel/principal.ts'
import { checkOrigin } from './check-origin.ts'
import type { Handler } from './endpoint.ts'
import { failure } from './failure.ts'
import type { RouteParams } from './read-input.ts'

/** A protocol that has its own inputs and answers, such as AG-UI: the door asks where from and who; the rest is the protocol's. */
export function protocolEndpoint(answer: (person: Person, request: Request, params: RouteParams) => Promise<Response>): Handler {
  return async (request, context) => {
    try {
      checkOrigin(request)
      return await answer(await requireAsker(request.headers), request, await context.params)
    } catch (error) {
      return failure(error, { id: 'agui' })
    }
  }
}

/** The same for one agent. */
export function agentEndpoint(answer: (person: Person, agentId: string, request: Request, params: RouteParams) => Promise<Response>): Handler {
  return protocolEndpoint((person, request, params) => answer(person, String(params.agent), request, params))
}
