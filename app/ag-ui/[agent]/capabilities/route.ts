import { agentCapabilities } from '../../../../server/agui/index.ts'
import { agentEndpoint, preflight } from '../../../../server/http/index.ts'

export const GET = agentEndpoint(agentCapabilities)
export const OPTIONS = preflight
