import { getAgentContract, updateAgentContract } from '../../../../../../server/flows/contract.ts'
import { getAgent, updateAgent } from '../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../server/http/index.ts'

export const GET = endpoint(getAgentContract, getAgent)
export const PATCH = endpoint(updateAgentContract, updateAgent)
