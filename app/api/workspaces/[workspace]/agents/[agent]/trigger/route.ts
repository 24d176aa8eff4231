import { endpoint } from '../../../../../../../server/http/index.ts'
import { getTriggerContract, pauseTriggerContract } from '../../../../../../../server/triggers/contract.ts'
import { getTrigger, pauseTrigger } from '../../../../../../../server/triggers/index.ts'

export const GET = endpoint(getTriggerContract, getTrigger)
export const PATCH = endpoint(pauseTriggerContract, pauseTrigger)
