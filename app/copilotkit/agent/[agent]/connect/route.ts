import { connectAgent } from '../../../../../server/agui/index.ts'
import { agentEndpoint, preflight } from '../../../../../server/http/index.ts'

export const POST = agentEndpoint(connectAgent)
export const OPTIONS = preflight
