import { AppError } from '../kernel/errors.ts'
import { linkOf } from './open-link.ts'
import { isAllowed } from './origins.ts'
import type { LinkRow } from './store.ts'

/** May a page of this origin ask at this address? Errors: `bad-origin`, `not-found`. */
export async function comesFrom(address: string, origin: string): Promise<void> {
  refuseOrigin(await linkOf(address), origin)
}

/** Error: `bad-origin` for pages of sites that the link does not name; null is no page, or one of ours. */
export function refuseOrigin({ settings }: Pick<LinkRow, 'settings'>, origin: string | null): void {
  if (origin !== null && !isAllowed(settings.origins, origin))
    throw new AppError('bad-origin', `This chat may not be embedded on ${origin}. Add it to the allowed origins of the chat link.`)
}
