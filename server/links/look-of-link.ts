import type { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import type { lookOfLinkContract } from './contract.ts'
import { linkOf, refuseClosed } from './open-link.ts'
import { isAllowed } from './origins.ts'

/** What the launcher on another page looks like. Errors: `not-found`, `expired`, `bad-origin` for pages that may not embed it. */
export async function lookOfLink(
  _who: null,
  { link }: { link: string },
  { headers }: { headers: Headers },
): Promise<z.input<typeof lookOfLinkContract.output>> {
  const row = await linkOf(link)
  const { title, theme, origins } = row.settings
  const origin = headers.get('origin')
  if (origin !== null && !isAllowed(origins, origin))
    throw new AppError('bad-origin', `This chat may not be embedded on ${origin}. Add it to the allowed origins of the chat link.`)
  refuseClosed(row)
  return { title, theme }
}
