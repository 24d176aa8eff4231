import { deleteFileContract, fileContentContract } from '../../../../../../server/files/contract.ts'
import { fileContent } from '../../../../../../server/files/index.ts'
import { endpoint, fileEndpoint } from '../../../../../../server/http/index.ts'
import { removeFile } from '../../../../../../server/rooms/index.ts'

export const DELETE = endpoint(deleteFileContract, removeFile)
export const GET = fileEndpoint(fileContentContract, fileContent)
