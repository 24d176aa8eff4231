import { createTokenContract, listTokensContract } from '../../../../../server/access/contract.ts'
import { createToken, listTokens } from '../../../../../server/access/index.ts'
import { endpoint } from '../../../../../server/http/index.ts'

export const GET = endpoint(listTokensContract, listTokens)
export const POST = endpoint(createTokenContract, createToken)
