import { endpoint } from '../../../../../../../server/http/index.ts'
import { writeCardStateContract } from '../../../../../../../server/rooms/contract.ts'
import { writeCardState } from '../../../../../../../server/rooms/index.ts'

export const PUT = endpoint(writeCardStateContract, writeCardState)
