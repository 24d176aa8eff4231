import { followRoom } from '../../../../../server/agui/index.ts'
import { protocolEndpoint } from '../../../../../server/http/index.ts'

export const POST = protocolEndpoint(followRoom)
