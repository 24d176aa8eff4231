import { changeMeContract, meContract } from '../../../server/accounts/contract.ts'
import { changeMe } from '../../../server/accounts/index.ts'
import { endpoint } from '../../../server/http/index.ts'
import { me } from '../../../server/welcome/index.ts'

export const GET = endpoint(meContract, me)
export const PATCH = endpoint(changeMeContract, changeMe)
