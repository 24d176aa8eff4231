import { endpoint } from '../../../../../../server/http/index.ts'
import { bulkRunsContract } from '../../../../../../server/runs/contract.ts'
import { bulkRuns } from '../../../../../../server/runs/index.ts'

export const POST = endpoint(bulkRunsContract, bulkRuns)
