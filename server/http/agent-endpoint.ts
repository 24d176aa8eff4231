import { bearsLink, requireAsker } from '../access/index.ts'
import type { Asker } from '../kernel/principal.ts'
import { guestByBearer } from '../links/index.ts'
import { checkOrigin, foreignOrigin } from './check-origin.ts'
import { readableFrom } from './cross-origin.ts'
import type { Handler } from './endpoint.ts'
import { failure } from './failure.ts'
import type { RouteParams } from './read-input.ts'

/**
 * A protocol that has its own inputs and answers, such as AG-UI: the door asks where from and who; the rest is the protocol's.
 * Guests of a chat link come from pages of other sites, too: the link says which, and those may read the answers.
 */
export function protocolEndpoint(answer: (asker: Asker, request: Request, params: RouteParams) => Promise<Response>): Handler {
  return async (request, context) => {
    const guest = bearsLink(request.headers)
    const from = guest ? foreignOrigin(request) : null
    try {
      checkOrigin(request)
      const asker = guest ? await guestByBearer(request.headers, from) : await requireAsker(request.headers)
      return readableFrom(from, await answer(asker, request, await context.params))
    } catch (error) {
      return readableFrom(from, failure(error, { id: 'agui' }))
    }
  }
}

/** The same for one agent. */
export function agentEndpoint(answer: (asker: Asker, agentId: string, request: Request, params: RouteParams) => Promise<Response>): Handler {
  return protocolEndpoint((asker, request, params) => answer(asker, String(params.agent), request, params))
}
