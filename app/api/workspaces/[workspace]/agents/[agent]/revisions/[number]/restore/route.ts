import { restoreRevisionContract } from '../../../../../../../../../server/flows/contract.ts'
import { endpoint } from '../../../../../../../../../server/http/index.ts'
import { restoreAgent } from '../../../../../../../../../server/triggers/index.ts'

export const POST = endpoint(restoreRevisionContract, restoreAgent)
