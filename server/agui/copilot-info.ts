import { cards } from '../blocks/index.ts'
import type { Asker } from '../kernel/principal.ts'
import { capabilitiesOf } from './capabilities-of.ts'
import { guestCapabilities } from './guest-capabilities.ts'
import { socketOf } from './socket-of.ts'
import { agentAsItIs, type TalkingAgent, talkingAgents } from './store.ts'

/**
 * `GET /copilotkit/info`: what a CopilotKit page asks first of its runtime, which is us: the agents this person may talk to, by id.
 * `telemetryDisabled` keeps the page from telling its makers anything.
 */
export async function copilotInfo(asker: Asker): Promise<Response> {
  const agents = await agentsFor(asker)
  const known = cards()
  const entries = agents.map((agent) => {
    const { id, name, description } = agent
    const capabilities = capabilitiesOf(agent, known, socketOf(id))
    const told = asker.kind === 'guest' ? { description: '', capabilities: guestCapabilities(capabilities, agent.flow) } : { description, capabilities }
    return [id, { name, className: 'HttpAgent', ...told }] as const
  })
  const info = { version: '1.74.0', mode: 'sse', audioFileTranscriptionEnabled: false, telemetryDisabled: true, agents: Object.fromEntries(entries) }
  return Response.json(info, { headers: { 'cache-control': 'no-store' } })
}

/** A guest's is the agent of their link. */
async function agentsFor(asker: Asker): Promise<TalkingAgent[]> {
  if (asker.kind === 'person') return talkingAgents(asker.personId, asker.token?.workspaceId)
  const agent = await agentAsItIs(asker.workspaceId, asker.agentId)
  return agent ? [agent] : []
}
