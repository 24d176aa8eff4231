import { proposeChangeContract } from '../../../../../../../server/copilot/contract.ts'
import { proposeChange } from '../../../../../../../server/copilot/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'

export const POST = endpoint(proposeChangeContract, proposeChange)
