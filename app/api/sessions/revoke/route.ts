import { revokeSessionContract } from '../../../../server/accounts/contract.ts'
import { revokeSession } from '../../../../server/accounts/index.ts'
import { endpoint } from '../../../../server/http/index.ts'

export const POST = endpoint(revokeSessionContract, revokeSession)
