import { streamEndpoint } from '../../../../../../../server/http/index.ts'
import { roomFeedContract } from '../../../../../../../server/rooms/contract.ts'
import { roomLive } from '../../../../../../../server/rooms/index.ts'

export const GET = streamEndpoint(roomFeedContract, roomLive)
