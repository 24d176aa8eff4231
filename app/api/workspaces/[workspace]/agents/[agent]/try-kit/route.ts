import { getTryKitContract } from '../../../../../../../server/flows/contract.ts'
import { getTryKit } from '../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'

export const GET = endpoint(getTryKitContract, getTryKit)
