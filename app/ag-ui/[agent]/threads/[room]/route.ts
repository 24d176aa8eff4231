import { getThread } from '../../../../../server/agui/index.ts'
import { agentEndpoint, preflight } from '../../../../../server/http/index.ts'

export const GET = agentEndpoint(getThread)
export const OPTIONS = preflight
