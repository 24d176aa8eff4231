import { endpoint } from '../../../../../../../server/http/index.ts'
import { listGuestsContract } from '../../../../../../../server/links/contract.ts'
import { listGuests } from '../../../../../../../server/links/index.ts'

export const GET = endpoint(listGuestsContract, listGuests)
