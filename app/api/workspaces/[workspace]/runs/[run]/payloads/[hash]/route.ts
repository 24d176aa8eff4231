import { endpoint } from '../../../../../../../../server/http/index.ts'
import { getPayloadContract } from '../../../../../../../../server/runs/contract.ts'
import { getPayload } from '../../../../../../../../server/runs/index.ts'

export const GET = endpoint(getPayloadContract, getPayload)
