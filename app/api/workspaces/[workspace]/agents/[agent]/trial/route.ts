import { endpoint } from '../../../../../../../server/http/index.ts'
import { openTrialContract } from '../../../../../../../server/rooms/contract.ts'
import { openTrial } from '../../../../../../../server/rooms/index.ts'

export const POST = endpoint(openTrialContract, openTrial)
