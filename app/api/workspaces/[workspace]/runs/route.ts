import { endpoint } from '../../../../../server/http/index.ts'
import { listRunsContract, startRunContract } from '../../../../../server/runs/contract.ts'
import { listRuns, startRun } from '../../../../../server/runs/index.ts'

export const GET = endpoint(listRunsContract, listRuns)
export const POST = endpoint(startRunContract, startRun)
