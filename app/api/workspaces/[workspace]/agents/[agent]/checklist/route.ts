import { getChecklistContract } from '../../../../../../../server/flows/contract.ts'
import { getChecklist } from '../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'

export const GET = endpoint(getChecklistContract, getChecklist)
