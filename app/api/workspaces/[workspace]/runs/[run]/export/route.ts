import { endpoint } from '../../../../../../../server/http/index.ts'
import { exportRunContract } from '../../../../../../../server/runs/contract.ts'
import { exportRun } from '../../../../../../../server/runs/index.ts'

export const GET = endpoint(exportRunContract, exportRun)
