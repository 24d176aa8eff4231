import { endpoint } from '../../../../../../../server/http/index.ts'
import { forkRunContract } from '../../../../../../../server/runs/contract.ts'
import { forkRun } from '../../../../../../../server/runs/index.ts'

export const POST = endpoint(forkRunContract, forkRun)
