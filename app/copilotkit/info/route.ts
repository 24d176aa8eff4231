import { copilotInfo } from '../../../server/agui/index.ts'
import { preflight, protocolEndpoint } from '../../../server/http/index.ts'

export const GET = protocolEndpoint(copilotInfo)
export const OPTIONS = preflight
