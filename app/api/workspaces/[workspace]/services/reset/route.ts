import { endpoint } from '../../../../../../server/http/index.ts'
import { resetServiceContract } from '../../../../../../server/services/contract.ts'
import { resetService } from '../../../../../../server/services/index.ts'

export const POST = endpoint(resetServiceContract, resetService)
