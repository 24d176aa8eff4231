import { listFilesContract, uploadFileContract } from '../../../../../server/files/contract.ts'
import { listFiles, uploadFile } from '../../../../../server/files/index.ts'
import { endpoint, uploadEndpoint } from '../../../../../server/http/index.ts'

export const GET = endpoint(listFilesContract, listFiles)
export const POST = uploadEndpoint(uploadFileContract, uploadFile)
