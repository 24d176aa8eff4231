import { isAppError } from '../kernel/errors.ts'
import { linkOf } from './open-link.ts'
import { frameAncestors, isAllowed, originOf } from './origins.ts'

/**
 * Where the guest's page of a link may stand in a frame, as browsers are told; and whether this request is for a frame on another
 * page, which the link does not allow. Browsers hold the first; the second is for those that do not.
 */
export async function framingOf(token: string, asked: { headers: Headers; host: string }): Promise<{ policy: string; refused: boolean }> {
  const origins = await originsOf(token)
  const framed = ['iframe', 'frame', 'embed', 'object'].includes(asked.headers.get('sec-fetch-dest') ?? '')
  const around = originOf(asked.headers.get('referer'))
  const refused = framed && around !== undefined && new URL(around).host !== asked.host && !isAllowed(origins, around)
  return { policy: frameAncestors(origins), refused }
}

async function originsOf(token: string): Promise<string[]> {
  try {
    return (await linkOf(token)).settings.origins
  } catch (error) {
    if (isAppError(error) && error.code === 'not-found') return []
    throw error
  }
}
