import { endpoint } from '../../../../../../../../server/http/index.ts'
import { addMemberContract, removeMemberContract } from '../../../../../../../../server/rooms/contract.ts'
import { addMember, removeMember } from '../../../../../../../../server/rooms/index.ts'

export const PUT = endpoint(addMemberContract, addMember)
export const DELETE = endpoint(removeMemberContract, removeMember)
