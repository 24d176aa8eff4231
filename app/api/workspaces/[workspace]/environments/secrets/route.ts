import { removeSecretContract, setSecretContract } from '../../../../../../server/environments/contract.ts'
import { removeSecret, setSecret } from '../../../../../../server/environments/index.ts'
import { endpoint } from '../../../../../../server/http/index.ts'

export const PUT = endpoint(setSecretContract, setSecret)
export const DELETE = endpoint(removeSecretContract, removeSecret)
