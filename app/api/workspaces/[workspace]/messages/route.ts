import { endpoint } from '../../../../../server/http/index.ts'
import { searchMessagesContract } from '../../../../../server/rooms/contract.ts'
import { searchMessages } from '../../../../../server/rooms/index.ts'

export const GET = endpoint(searchMessagesContract, searchMessages)
