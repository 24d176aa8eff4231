import { endpoint } from '../../../../../../../server/http/index.ts'
import { tryDraftContract } from '../../../../../../../server/runs/contract.ts'
import { tryDraft } from '../../../../../../../server/runs/index.ts'

export const POST = endpoint(tryDraftContract, tryDraft)
