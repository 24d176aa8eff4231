import { streamEndpoint } from '../../../../../../../server/http/index.ts'
import { roomFeedContract } from '../../../../../../../server/rooms/contract.ts'
import { roomFeed } from '../../../../../../../server/rooms/index.ts'

export const GET = streamEndpoint(roomFeedContract, roomFeed)
