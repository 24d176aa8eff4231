import { copilotInfo } from '../../../server/agui/index.ts'
import { protocolEndpoint } from '../../../server/http/index.ts'

export const GET = protocolEndpoint(copilotInfo)
