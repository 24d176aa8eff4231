import { keepFilesContract } from '../../../../../../server/files/contract.ts'
import { keepFiles } from '../../../../../../server/files/index.ts'
import { endpoint } from '../../../../../../server/http/index.ts'

export const PUT = endpoint(keepFilesContract, keepFiles)
