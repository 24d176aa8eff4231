import { saveDraftContract } from '../../../../../../../server/flows/contract.ts'
import { saveDraft } from '../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'

export const PUT = endpoint(saveDraftContract, saveDraft)
