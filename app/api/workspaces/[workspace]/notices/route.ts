import { endpoint } from '../../../../../server/http/index.ts'
import { listNoticesContract } from '../../../../../server/notices/contract.ts'
import { listNotices } from '../../../../../server/notices/index.ts'

export const GET = endpoint(listNoticesContract, listNotices)
