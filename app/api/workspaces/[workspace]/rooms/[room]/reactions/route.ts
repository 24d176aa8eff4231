import { endpoint } from '../../../../../../../server/http/index.ts'
import { reactContract } from '../../../../../../../server/rooms/contract.ts'
import { react } from '../../../../../../../server/rooms/index.ts'

export const PUT = endpoint(reactContract, react)
