import { endpoint } from '../../../../../../../server/http/index.ts'
import { cancelRunContract } from '../../../../../../../server/runs/contract.ts'
import { cancelRun } from '../../../../../../../server/runs/index.ts'

export const POST = endpoint(cancelRunContract, cancelRun)
