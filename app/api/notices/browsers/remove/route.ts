import { endpoint } from '../../../../../server/http/index.ts'
import { removeBrowserContract } from '../../../../../server/notices/contract.ts'
import { removeBrowser } from '../../../../../server/notices/index.ts'

export const POST = endpoint(removeBrowserContract, removeBrowser)
