import { endpoint } from '../../../../../server/http/index.ts'
import { listWaitsContract } from '../../../../../server/runs/contract.ts'
import { listWaits } from '../../../../../server/runs/index.ts'

export const GET = endpoint(listWaitsContract, listWaits)
