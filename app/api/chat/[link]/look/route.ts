import { embedEndpoint } from '../../../../../server/http/index.ts'
import { lookOfLinkContract } from '../../../../../server/links/contract.ts'
import { lookOfLink } from '../../../../../server/links/index.ts'

export const GET = embedEndpoint(lookOfLinkContract, lookOfLink)
