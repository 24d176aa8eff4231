import { endpoint } from '../../../../../../../server/http/index.ts'
import { linkSecretContract } from '../../../../../../../server/links/contract.ts'
import { linkSecret } from '../../../../../../../server/links/index.ts'

export const POST = endpoint(linkSecretContract, linkSecret)
