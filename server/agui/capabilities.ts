import type { AgentCapabilities } from '@ag-ui/core'
import { cards } from '../blocks/index.ts'
import { AppError } from '../kernel/errors.ts'
import type { Asker } from '../kernel/principal.ts'
import { callerAt } from './caller.ts'
import { capabilitiesOf } from './capabilities-of.ts'
import { guestCapabilities } from './guest-capabilities.ts'
import { socketOf } from './socket-of.ts'
import { agentAsItIs } from './store.ts'

/** `GET /ag-ui/:agent/capabilities`: what a client may count on. The protocol names no route for it; this one is ours. */
export async function agentCapabilities(asker: Asker, agentId: string): Promise<Response> {
  return Response.json(await capabilitiesFor(asker, agentId), { headers: { 'cache-control': 'no-store' } })
}

/** The same for any transport. */
export async function capabilitiesFor(asker: Asker, agentId: string): Promise<AgentCapabilities> {
  const who = await callerAt(asker, agentId, 'agent:read')
  const agent = await agentAsItIs(who.workspaceId, agentId)
  if (!agent) throw new AppError('not-found')
  const all = capabilitiesOf(agent, cards(), socketOf(agentId))
  return who.kind === 'guest' ? guestCapabilities(all, agent.flow) : all
}
