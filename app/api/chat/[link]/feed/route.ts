import { streamEndpoint } from '../../../../../server/http/index.ts'
import { guestFeedContract } from '../../../../../server/links/contract.ts'
import { guestFeed } from '../../../../../server/links/index.ts'

export const GET = streamEndpoint(guestFeedContract, guestFeed)
