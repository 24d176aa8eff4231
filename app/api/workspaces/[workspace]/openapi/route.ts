import { fetchOpenApiContract } from '../../../../../server/flows/contract.ts'
import { fetchOpenApi } from '../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../server/http/index.ts'

export const POST = endpoint(fetchOpenApiContract, fetchOpenApi)
