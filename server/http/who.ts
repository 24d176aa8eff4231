import { principalOf, requireAsker, signedIn } from '../access/index.ts'
import type { Access } from '../kernel/contract.ts'
import type { Guest, Person, Principal } from '../kernel/principal.ts'
import { guestOf } from '../links/index.ts'
import type { RouteParams } from './read-input.ts'

/** Who a use case is handed, by what its contract asks for. */
export type WhoOf<A extends Access> = A extends 'workspace' ? Principal : A extends 'person' ? Person : A extends 'guest' ? Guest : null

/** Errors: `not-signed-in`; `not-allowed` for a token at a door of the person's own matters; `not-found` when the workspace does not exist or the person is no member; for guests those of `guestOf`. */
export async function whoOf<A extends Access>(access: A, request: Request, params: RouteParams): Promise<WhoOf<A>> {
  if (access === 'anyone') return null as WhoOf<A>
  if (access === 'guest') return (await guestOf(request.headers, String(params.link ?? ''))) as WhoOf<A>
  const person = await requireAsker(request.headers)
  if (access === 'person') {
    signedIn(person)
    return person as WhoOf<A>
  }
  return (await principalOf(person, String(params.workspace ?? ''))) as WhoOf<A>
}
