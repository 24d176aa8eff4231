import { endpoint } from '../../../../../../../server/http/index.ts'
import { olderEntriesContract } from '../../../../../../../server/rooms/contract.ts'
import { olderEntries } from '../../../../../../../server/rooms/index.ts'

export const GET = endpoint(olderEntriesContract, olderEntries)
