import type { AgentCapabilities } from '@ag-ui/core'
import { requireAccess } from '../access/index.ts'
import { cards } from '../blocks/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Person } from '../kernel/principal.ts'
import { capabilitiesOf } from './capabilities-of.ts'
import { socketOf } from './socket-of.ts'
import { agentAsItIs } from './store.ts'
import { principalFor } from './thread.ts'

/** `GET /ag-ui/:agent/capabilities`: what a client may count on. The protocol names no route for it; this one is ours. */
export async function agentCapabilities(person: Person, agentId: string): Promise<Response> {
  return Response.json(await capabilitiesFor(person, agentId), { headers: { 'cache-control': 'no-store' } })
}

/** The same for any transport. */
export async function capabilitiesFor(person: Person, agentId: string): Promise<AgentCapabilities> {
  const who = await principalFor(person, agentId)
  await requireAccess(who, 'agent:read', who)
  const agent = await agentAsItIs(who.workspaceId, agentId)
  if (!agent) throw new AppError('not-found')
  return capabilitiesOf(agent, cards(), socketOf(agentId))
}
