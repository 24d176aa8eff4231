import { resetPasswordContract } from '../../../../server/accounts/contract.ts'
import { resetPassword } from '../../../../server/accounts/index.ts'
import { endpoint } from '../../../../server/http/index.ts'

export const POST = endpoint(resetPasswordContract, resetPassword)
