import { listMembersContract, setMemberContract } from '../../../../../server/access/contract.ts'
import { listMembers, setMember } from '../../../../../server/access/index.ts'
import { endpoint } from '../../../../../server/http/index.ts'

export const GET = endpoint(listMembersContract, listMembers)
export const PUT = endpoint(setMemberContract, setMember)
