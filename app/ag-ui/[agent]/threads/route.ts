import { listThreads } from '../../../../server/agui/index.ts'
import { agentEndpoint, preflight } from '../../../../server/http/index.ts'

export const GET = agentEndpoint(listThreads)
export const OPTIONS = preflight
