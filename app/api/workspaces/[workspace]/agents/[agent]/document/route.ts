import { syncDocumentContract } from '../../../../../../../server/flows/contract.ts'
import { syncDocument } from '../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'

export const POST = endpoint(syncDocumentContract, syncDocument)
