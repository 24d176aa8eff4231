import { cancelAgent } from '../../../../server/agui/index.ts'
import { agentEndpoint, preflight } from '../../../../server/http/index.ts'

export const POST = agentEndpoint(cancelAgent)
export const OPTIONS = preflight
