import { linkEndpoint, preflight } from '../../../../../server/http/index.ts'
import { openSessionContract } from '../../../../../server/links/contract.ts'
import { openSession } from '../../../../../server/links/index.ts'

export const POST = linkEndpoint(openSessionContract, openSession)
export const OPTIONS = preflight
