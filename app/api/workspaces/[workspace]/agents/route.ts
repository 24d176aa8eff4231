import { createAgentContract, listAgentsContract } from '../../../../../server/flows/contract.ts'
import { createAgent, listAgents } from '../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../server/http/index.ts'

export const GET = endpoint(listAgentsContract, listAgents)
export const POST = endpoint(createAgentContract, createAgent)
