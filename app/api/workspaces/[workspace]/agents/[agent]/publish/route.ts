import { publishFlowContract } from '../../../../../../../server/flows/contract.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'
import { publishAgent } from '../../../../../../../server/triggers/index.ts'

export const POST = endpoint(publishFlowContract, publishAgent)
