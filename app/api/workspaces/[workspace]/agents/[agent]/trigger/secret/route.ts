import { endpoint } from '../../../../../../../../server/http/index.ts'
import { signingSecretContract } from '../../../../../../../../server/triggers/contract.ts'
import { signingSecret } from '../../../../../../../../server/triggers/index.ts'

export const GET = endpoint(signingSecretContract, signingSecret)
