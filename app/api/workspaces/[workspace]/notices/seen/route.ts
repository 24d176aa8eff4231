import { endpoint } from '../../../../../../server/http/index.ts'
import { seeNoticesContract } from '../../../../../../server/notices/contract.ts'
import { seeNotices } from '../../../../../../server/notices/index.ts'

export const POST = endpoint(seeNoticesContract, seeNotices)
