import { endpoint } from '../../../../../../server/http/index.ts'
import { removeConnectionContract } from '../../../../../../server/models/contract.ts'
import { removeConnection } from '../../../../../../server/models/index.ts'

export const DELETE = endpoint(removeConnectionContract, removeConnection)
