import { signUpContract } from '../../../server/accounts/contract.ts'
import { endpoint } from '../../../server/http/index.ts'
import { signUp } from '../../../server/welcome/index.ts'

export const POST = endpoint(signUpContract, signUp)
