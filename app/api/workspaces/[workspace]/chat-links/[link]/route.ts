import { endpoint } from '../../../../../../server/http/index.ts'
import { deleteLinkContract, updateLinkContract } from '../../../../../../server/links/contract.ts'
import { deleteLink, updateLink } from '../../../../../../server/links/index.ts'

export const PATCH = endpoint(updateLinkContract, updateLink)
export const DELETE = endpoint(deleteLinkContract, deleteLink)
