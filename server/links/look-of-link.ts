import type { z } from 'zod'
import type { lookOfLinkContract } from './contract.ts'
import { linkOf, refuseClosed } from './open-link.ts'
import { refuseOrigin } from './refuse-origin.ts'

/** What the launcher on another page looks like. Errors: `not-found`, `expired`, `bad-origin` for pages that may not embed it. */
export async function lookOfLink(
  _who: null,
  { link }: { link: string },
  { headers }: { headers: Headers },
): Promise<z.input<typeof lookOfLinkContract.output>> {
  const row = await linkOf(link)
  const { title, theme } = row.settings
  refuseOrigin(row, headers.get('origin'))
  refuseClosed(row)
  return { title, theme }
}
