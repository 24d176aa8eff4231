import { AppError } from '../kernel/errors.ts'
import type { Guest } from '../kernel/principal.ts'
import { asGuest, guestIn, refuseEnded } from './guest-of.ts'
import { identify, letIn } from './let-in.ts'
import { linkOf, refuseClosed } from './open-link.ts'
import { refuseOrigin } from './refuse-origin.ts'

/**
 * Who a program comes for with `Authorization: Bearer link.<address>.<who>`: the session of a guest, or the signed token of who it is.
 * The first use of such a token begins the conversation. `from`: the origin of a page that is none of ours. Errors: `not-signed-in`,
 * `not-found` (the address), `expired`, `bad-origin`.
 */
export async function guestByBearer(headers: Headers, from: string | null): Promise<Guest> {
  const [, address = '', who = ''] = /^bearer\s+link\.([\w-]{1,100})(?:\.([\w.-]{0,8000}))?\s*$/i.exec(headers.get('authorization') ?? '') ?? []
  const link = await linkOf(address)
  refuseOrigin(link, from)
  refuseClosed(link)
  switch (who.split('.').length) {
    case 2:
      return guestIn(link, address, who)
    case 3: {
      const guest = await letIn(link, await identify(link, who), true)
      if (!guest) break
      refuseEnded(guest, link)
      return asGuest(guest, link, address)
    }
  }
  throw new AppError(
    'not-signed-in',
    'This says which chat link, and not who you are. Send `Bearer link.<link>.<session>` with a session of POST /api/chat/<link>/sessions, or a signed token of who it is in its place.',
  )
}
