import { endpoint } from '../../../../../../server/http/index.ts'
import { countRunsContract } from '../../../../../../server/runs/contract.ts'
import { countRuns } from '../../../../../../server/runs/index.ts'

export const GET = endpoint(countRunsContract, countRuns)
