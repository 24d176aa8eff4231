import { cards } from '../blocks/index.ts'
import type { Person } from '../kernel/principal.ts'
import { capabilitiesOf } from './capabilities-of.ts'
import { socketOf } from './socket-of.ts'
import { talkingAgents } from './store.ts'

/**
 * `GET /copilotkit/info`: what a CopilotKit page asks first of its runtime, which is us: the agents this person may talk to, by id.
 * `telemetryDisabled` keeps the page from telling its makers anything.
 */
export async function copilotInfo({ personId, token }: Person): Promise<Response> {
  const agents = await talkingAgents(personId, token?.workspaceId)
  const known = cards()
  const entries = agents.map((agent) => {
    const { id, name, description } = agent
    return [id, { name, description, className: 'HttpAgent', capabilities: capabilitiesOf(agent, known, socketOf(id)) }] as const
  })
  const info = { version: '1.74.0', mode: 'sse', audioFileTranscriptionEnabled: false, telemetryDisabled: true, agents: Object.fromEntries(entries) }
  return Response.json(info, { headers: { 'cache-control': 'no-store' } })
}
