import { createWorkspaceContract } from '../../../server/access/contract.ts'
import { endpoint } from '../../../server/http/index.ts'
import { createWorkspace } from '../../../server/welcome/index.ts'

export const POST = endpoint(createWorkspaceContract, createWorkspace)
