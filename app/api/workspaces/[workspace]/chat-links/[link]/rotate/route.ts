import { endpoint } from '../../../../../../../server/http/index.ts'
import { rotateLinkContract } from '../../../../../../../server/links/contract.ts'
import { rotateLink } from '../../../../../../../server/links/index.ts'

export const POST = endpoint(rotateLinkContract, rotateLink)
