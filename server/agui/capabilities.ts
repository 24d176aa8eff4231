import { requireAccess } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Person } from '../kernel/principal.ts'
import { capabilitiesOf } from './capabilities-of.ts'
import { agentAsItIs } from './store.ts'
import { principalFor } from './thread.ts'

/** `GET /ag-ui/:agent/capabilities`: what a client may count on. The protocol names no route for it; this one is ours. */
export async function agentCapabilities(person: Person, agentId: string): Promise<Response> {
  const who = await principalFor(person, agentId)
  await requireAccess(who, 'agent:read', who)
  const agent = await agentAsItIs(who.workspaceId, agentId)
  if (!agent) throw new AppError('not-found')
  return Response.json(capabilitiesOf(agent, cards()), { headers: { 'cache-control': 'no-store' } })
}
