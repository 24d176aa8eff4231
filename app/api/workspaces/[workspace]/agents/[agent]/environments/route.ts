import { getPointersContract, promoteContract } from '../../../../../../../server/flows/contract.ts'
import { getPointers } from '../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'
import { promoteAgent } from '../../../../../../../server/triggers/index.ts'

export const GET = endpoint(getPointersContract, getPointers)
export const PUT = endpoint(promoteContract, promoteAgent)
