import { endpoint } from '../../../../../../../server/http/index.ts'
import { listReadsContract } from '../../../../../../../server/rooms/contract.ts'
import { listReads } from '../../../../../../../server/rooms/index.ts'

export const GET = endpoint(listReadsContract, listReads)
