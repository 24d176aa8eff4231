import { copilotStop } from '../../../../../../server/agui/index.ts'
import { agentEndpoint, preflight } from '../../../../../../server/http/index.ts'

export const POST = agentEndpoint(copilotStop)
export const OPTIONS = preflight
