import { endpoint } from '../../../../../../../server/http/index.ts'
import { beHereContract } from '../../../../../../../server/rooms/contract.ts'
import { beHere } from '../../../../../../../server/rooms/index.ts'

export const PUT = endpoint(beHereContract, beHere)
