import { removeMemberContract } from '../../../../../../server/access/contract.ts'
import { removeMember } from '../../../../../../server/access/index.ts'
import { endpoint } from '../../../../../../server/http/index.ts'

export const DELETE = endpoint(removeMemberContract, removeMember)
