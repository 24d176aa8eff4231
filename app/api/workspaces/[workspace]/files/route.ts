import { uploadFileContract } from '../../../../../server/files/contract.ts'
import { uploadFile } from '../../../../../server/files/index.ts'
import { uploadEndpoint } from '../../../../../server/http/index.ts'

export const POST = uploadEndpoint(uploadFileContract, uploadFile)
