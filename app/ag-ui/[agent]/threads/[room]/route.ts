import { getThread } from '../../../../../server/agui/index.ts'
import { agentEndpoint } from '../../../../../server/http/index.ts'

export const GET = agentEndpoint(getThread)
