import { getRevisionContract, nameRevisionContract } from '../../../../../../../../server/flows/contract.ts'
import { getRevision, nameRevision } from '../../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../../server/http/index.ts'

export const GET = endpoint(getRevisionContract, getRevision)
export const PATCH = endpoint(nameRevisionContract, nameRevision)
