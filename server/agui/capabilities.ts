import type { AgentCapabilities } from '@ag-ui/core'
import { requireAccess } from '../access/index.ts'
import type { Person } from '../kernel/principal.ts'
import { agentName } from './store.ts'
import { principalFor } from './thread.ts'

/** `GET /ag-ui/:agent/capabilities`: what a client may count on. The protocol names no route for it; this one is ours. */
export async function agentCapabilities(person: Person, agentId: string): Promise<Response> {
  const who = await principalFor(person, agentId)
  await requireAccess(who, 'agent:read', who)
  const capabilities: AgentCapabilities = {
    identity: { name: await agentName(who.workspaceId, agentId), type: 'hearth' },
    transport: { streaming: true, websocket: false, httpBinary: false, pushNotifications: false, resumable: true },
    tools: { supported: true, clientProvided: false },
    humanInTheLoop: { supported: true, approvals: true, interrupts: true, approveWithEdits: false },
  }
  return Response.json(capabilities, { headers: { 'cache-control': 'no-store' } })
}
