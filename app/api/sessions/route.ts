import { listSessionsContract } from '../../../server/accounts/contract.ts'
import { listSessions } from '../../../server/accounts/index.ts'
import { endpoint } from '../../../server/http/index.ts'

export const GET = endpoint(listSessionsContract, listSessions)
