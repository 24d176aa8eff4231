import { uploadEndpoint } from '../../../../../server/http/index.ts'
import { guestUploadContract } from '../../../../../server/links/contract.ts'
import { guestUpload } from '../../../../../server/links/index.ts'

export const POST = uploadEndpoint(guestUploadContract, guestUpload)
