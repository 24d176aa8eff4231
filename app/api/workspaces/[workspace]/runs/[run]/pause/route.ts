import { endpoint } from '../../../../../../../server/http/index.ts'
import { pauseRunContract } from '../../../../../../../server/runs/contract.ts'
import { pauseRun } from '../../../../../../../server/runs/index.ts'

export const POST = endpoint(pauseRunContract, pauseRun)
