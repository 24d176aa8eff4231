import { setModelContract } from '../../../../../../server/environments/contract.ts'
import { setModel } from '../../../../../../server/environments/index.ts'
import { endpoint } from '../../../../../../server/http/index.ts'

export const PUT = endpoint(setModelContract, setModel)
