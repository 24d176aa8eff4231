import { endpoint } from '../../../../../../../../server/http/index.ts'
import { renewWebhookContract } from '../../../../../../../../server/triggers/contract.ts'
import { renewWebhook } from '../../../../../../../../server/triggers/index.ts'

export const POST = endpoint(renewWebhookContract, renewWebhook)
