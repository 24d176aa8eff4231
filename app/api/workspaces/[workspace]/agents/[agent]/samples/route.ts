import { deleteSampleContract, saveSampleContract } from '../../../../../../../server/flows/contract.ts'
import { removeSample, saveSample } from '../../../../../../../server/flows/index.ts'
import { endpoint } from '../../../../../../../server/http/index.ts'

export const PUT = endpoint(saveSampleContract, saveSample)
export const DELETE = endpoint(deleteSampleContract, removeSample)
