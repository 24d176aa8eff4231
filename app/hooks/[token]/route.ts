import { hookEndpoint } from '../../../server/http/index.ts'

export const POST = hookEndpoint()
export const PUT = hookEndpoint()
