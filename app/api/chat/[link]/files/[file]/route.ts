import { fileEndpoint } from '../../../../../../server/http/index.ts'
import { guestFileContract } from '../../../../../../server/links/contract.ts'
import { guestFile } from '../../../../../../server/links/index.ts'

export const GET = fileEndpoint(guestFileContract, guestFile)
