import { endpoint } from '../../../../../../../../server/http/index.ts'
import { endGuestContract } from '../../../../../../../../server/links/contract.ts'
import { endGuest } from '../../../../../../../../server/links/index.ts'

export const PATCH = endpoint(endGuestContract, endGuest)
