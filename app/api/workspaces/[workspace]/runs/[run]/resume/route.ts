import { endpoint } from '../../../../../../../server/http/index.ts'
import { resumeRunContract } from '../../../../../../../server/runs/contract.ts'
import { resumeRun } from '../../../../../../../server/runs/index.ts'

export const POST = endpoint(resumeRunContract, resumeRun)
