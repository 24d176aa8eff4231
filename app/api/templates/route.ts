import { listTemplates } from '../../../server/flows/index.ts'
import { listTemplatesContract } from '../../../server/flows/templates/contract.ts'
import { endpoint } from '../../../server/http/index.ts'

export const GET = endpoint(listTemplatesContract, listTemplates)
