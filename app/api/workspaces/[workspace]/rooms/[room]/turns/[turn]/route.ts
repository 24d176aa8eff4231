import { endpoint } from '../../../../../../../../server/http/index.ts'
import { dropTurnContract, editTurnContract } from '../../../../../../../../server/rooms/contract.ts'
import { dropTurn, editTurn } from '../../../../../../../../server/rooms/index.ts'

export const PATCH = endpoint(editTurnContract, editTurn)
export const DELETE = endpoint(dropTurnContract, dropTurn)
