import { listEnvironmentsContract, openEnvironmentContract } from '../../../../../server/environments/contract.ts'
import { listEnvironments, openEnvironment } from '../../../../../server/environments/index.ts'
import { endpoint } from '../../../../../server/http/index.ts'

export const GET = endpoint(listEnvironmentsContract, listEnvironments)
export const PUT = endpoint(openEnvironmentContract, openEnvironment)
