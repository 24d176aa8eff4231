import { changePasswordContract } from '../../../server/accounts/contract.ts'
import { changePassword } from '../../../server/accounts/index.ts'
import { endpoint } from '../../../server/http/index.ts'

export const POST = endpoint(changePasswordContract, changePassword)
