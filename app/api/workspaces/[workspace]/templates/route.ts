import { listOwnTemplates, saveTemplate } from '../../../../../server/flows/index.ts'
import { listOwnTemplatesContract, saveTemplateContract } from '../../../../../server/flows/templates/contract.ts'
import { endpoint } from '../../../../../server/http/index.ts'

export const GET = endpoint(listOwnTemplatesContract, listOwnTemplates)
export const POST = endpoint(saveTemplateContract, saveTemplate)
