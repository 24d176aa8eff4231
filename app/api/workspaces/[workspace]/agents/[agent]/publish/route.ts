import { publishFlowContract } from '../../../../../../../server/flows/contract.ts'
import { publishFlow } from '../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'

export const POST = endpoint(publishFlowContract, publishFlow)
