import { pinOutputContract, unpinOutputContract } from '../../../../../../../../server/flows/contract.ts'
import { pinOutput, unpinOutput } from '../../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../../server/http/index.ts'

export const PUT = endpoint(pinOutputContract, pinOutput)
export const DELETE = endpoint(unpinOutputContract, unpinOutput)
