import { removeTemplate, updateTemplate } from '../../../../../../server/flows/index.ts'
import { removeTemplateContract, updateTemplateContract } from '../../../../../../server/flows/templates/contract.ts'
import { endpoint } from '../../../../../../server/http/index.ts'

export const PATCH = endpoint(updateTemplateContract, updateTemplate)
export const DELETE = endpoint(removeTemplateContract, removeTemplate)
