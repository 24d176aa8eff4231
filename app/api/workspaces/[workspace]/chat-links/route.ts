import { endpoint } from '../../../../../server/http/index.ts'
import { createLinkContract, listLinksContract } from '../../../../../server/links/contract.ts'
import { createLink, listLinks } from '../../../../../server/links/index.ts'

export const GET = endpoint(listLinksContract, listLinks)
export const POST = endpoint(createLinkContract, createLink)
