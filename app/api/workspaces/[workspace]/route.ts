import { getWorkspaceContract } from '../../../../server/access/contract.ts'
import { getWorkspace } from '../../../../server/access/index.ts'
import { endpoint } from '../../../../server/http/index.ts'

export const GET = endpoint(getWorkspaceContract, getWorkspace)
