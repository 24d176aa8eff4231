import { listRevisionsContract } from '../../../../../../../server/flows/contract.ts'
import { listRevisions } from '../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'

export const GET = endpoint(listRevisionsContract, listRevisions)
