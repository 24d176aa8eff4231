import { endpoint } from '../../../../../../server/http/index.ts'
import { getRunContract } from '../../../../../../server/runs/contract.ts'
import { getRun } from '../../../../../../server/runs/index.ts'

export const GET = endpoint(getRunContract, getRun)
