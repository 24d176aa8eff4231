import { listUsagesContract } from '../../../../../../../server/flows/contract.ts'
import { listUsages } from '../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'

export const GET = endpoint(listUsagesContract, listUsages)
