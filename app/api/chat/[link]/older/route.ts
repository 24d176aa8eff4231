import { endpoint } from '../../../../../server/http/index.ts'
import { guestOlderContract } from '../../../../../server/links/contract.ts'
import { guestOlder } from '../../../../../server/links/index.ts'

export const GET = endpoint(guestOlderContract, guestOlder)
