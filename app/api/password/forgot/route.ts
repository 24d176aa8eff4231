import { forgotPasswordContract } from '../../../../server/accounts/contract.ts'
import { forgotPassword } from '../../../../server/accounts/index.ts'
import { endpoint } from '../../../../server/http/index.ts'

export const POST = endpoint(forgotPasswordContract, forgotPassword)
