import { endpoint } from '../../../../../../../server/http/index.ts'
import { retryRunContract } from '../../../../../../../server/runs/contract.ts'
import { retryRun } from '../../../../../../../server/runs/index.ts'

export const POST = endpoint(retryRunContract, retryRun)
