import { framingOf } from '../links/index.ts'
import { hostOf } from './check-origin.ts'

/** For the guests' pages: the header that tells browsers where they may stand in a frame, or the refusal. */
export async function frameGuard(request: Request, link: string): Promise<{ policy: string; refusal?: Response }> {
  const { policy, refused } = await framingOf(link, { headers: request.headers, host: hostOf(request) })
  if (!refused) return { policy }
  const headers = { 'content-security-policy': "frame-ancestors 'none'", 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return { policy, refusal: new Response('This chat may not be shown on this site.', { status: 403, headers }) }
}
