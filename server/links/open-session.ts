import { countTry } from '../accounts/index.ts'
import { AppError } from '../kernel/errors.ts'
import { env } from '../platform/env.ts'
import { identify, letIn } from './let-in.ts'
import { linkOf, refuseClosed } from './open-link.ts'
import { isAllowed } from './origins.ts'
import { sealSession } from './session.ts'

type Input = { link: string; identity?: string | undefined; begin: boolean; within?: string | undefined }
type Opened = { session: string | null; guest: { id: string; name: string } | null }

/**
 * Lets a guest in. Who comes with a signed identity finds the conversation they have, from whatever device. Errors: `not-found`,
 * `expired` (link, identity, or a guest whose conversation was ended), `bad-origin`, `not-signed-in`, `too-many-requests`.
 */
export async function openSession(_who: null, input: Input, { address }: { address: string }): Promise<Opened> {
  const link = await linkOf(input.link)
  refuseClosed(link)
  const { access, origins } = link.settings
  if (input.within !== undefined && input.within !== new URL(env.publicUrl()).origin && !isAllowed(origins, input.within))
    throw new AppError('bad-origin', `This chat may not be shown on ${input.within}.`)
  if (input.identity === undefined && access === 'restricted')
    throw new AppError('not-signed-in', 'This chat is for people who are signed in where they came from. Open it from there.')
  if (input.identity === undefined && !input.begin) return { session: null, guest: null }
  const identity = input.identity === undefined ? undefined : await identify(link, input.identity)
  if (identity === undefined) await countTry('chat-guest', `${link.id}:${address}`)
  const guest = await letIn(link, identity, input.begin)
  if (!guest) return { session: null, guest: null }
  return { session: sealSession({ guestId: guest.id, generation: link.generation }, env.secret()), guest: { id: guest.id, name: guest.name } }
}
