import { listBlocksContract } from '../../../server/flows/contract.ts'
import { listBlocks } from '../../../server/flows/index.ts'
import { endpoint } from '../../../server/http/index.ts'

export const GET = endpoint(listBlocksContract, listBlocks)
