import { fileContentContract } from '../../../../../../server/files/contract.ts'
import { fileContent } from '../../../../../../server/files/index.ts'
import { fileEndpoint } from '../../../../../../server/http/index.ts'

export const GET = fileEndpoint(fileContentContract, fileContent)
