import { authEndpoint } from '../../../../server/http/index.ts'

export const GET = authEndpoint
export const POST = authEndpoint
