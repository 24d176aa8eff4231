import { revokeTokenContract } from '../../../../../../server/access/contract.ts'
import { revokeToken } from '../../../../../../server/access/index.ts'
import { endpoint } from '../../../../../../server/http/index.ts'

export const DELETE = endpoint(revokeTokenContract, revokeToken)
