import { resumeAgent } from '../../../../server/agui/index.ts'
import { agentEndpoint, preflight } from '../../../../server/http/index.ts'

export const POST = agentEndpoint(resumeAgent)
export const OPTIONS = preflight
