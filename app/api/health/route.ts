import { healthEndpoint } from '../../../server/http/index.ts'

export const dynamic = 'force-dynamic'

export const GET = healthEndpoint
