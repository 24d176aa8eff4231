import { listTemplatesContract } from '../../../server/flows/contract.ts'
import { listTemplates } from '../../../server/flows/index.ts'
import { endpoint } from '../../../server/http/index.ts'

export const GET = endpoint(listTemplatesContract, listTemplates)
