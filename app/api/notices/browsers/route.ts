import { endpoint } from '../../../../server/http/index.ts'
import { addBrowserContract } from '../../../../server/notices/contract.ts'
import { addBrowser } from '../../../../server/notices/index.ts'

export const POST = endpoint(addBrowserContract, addBrowser)
