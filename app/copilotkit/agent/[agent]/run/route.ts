import { runAgent } from '../../../../../server/agui/index.ts'
import { agentEndpoint } from '../../../../../server/http/index.ts'

export const POST = agentEndpoint(runAgent)
