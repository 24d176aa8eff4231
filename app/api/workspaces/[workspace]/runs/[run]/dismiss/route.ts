import { endpoint } from '../../../../../../../server/http/index.ts'
import { dismissRunContract } from '../../../../../../../server/runs/contract.ts'
import { dismissRun } from '../../../../../../../server/runs/index.ts'

export const POST = endpoint(dismissRunContract, dismissRun)
