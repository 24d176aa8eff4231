import { endpoint } from '../../../../../server/http/index.ts'
import { listServicesContract, setServiceContract } from '../../../../../server/services/contract.ts'
import { listServices, setService } from '../../../../../server/services/index.ts'

export const GET = endpoint(listServicesContract, listServices)
export const PUT = endpoint(setServiceContract, setService)
