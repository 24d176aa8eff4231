import { streamEndpoint } from '../../../../../../../server/http/index.ts'
import { runFeedContract } from '../../../../../../../server/runs/contract.ts'
import { runFeed } from '../../../../../../../server/runs/index.ts'

export const GET = streamEndpoint(runFeedContract, runFeed)
