import { meContract } from '../../../server/accounts/contract.ts'
import { endpoint } from '../../../server/http/index.ts'
import { me } from '../../../server/welcome/index.ts'

export const GET = endpoint(meContract, me)
