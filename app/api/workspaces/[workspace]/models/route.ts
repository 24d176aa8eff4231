import { endpoint } from '../../../../../server/http/index.ts'
import { addConnectionContract, listConnectionsContract } from '../../../../../server/models/contract.ts'
import { addConnection, listConnections } from '../../../../../server/models/index.ts'

export const GET = endpoint(listConnectionsContract, listConnections)
export const POST = endpoint(addConnectionContract, addConnection)
