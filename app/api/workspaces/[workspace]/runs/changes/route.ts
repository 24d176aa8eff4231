import { streamEndpoint } from '../../../../../../server/http/index.ts'
import { runChangesContract } from '../../../../../../server/runs/contract.ts'
import { runChanges } from '../../../../../../server/runs/index.ts'

export const GET = streamEndpoint(runChangesContract, runChanges)
