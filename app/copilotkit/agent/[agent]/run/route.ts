import { runAgent } from '../../../../../server/agui/index.ts'
import { agentEndpoint, preflight } from '../../../../../server/http/index.ts'

export const POST = agentEndpoint(runAgent)
export const OPTIONS = preflight
