import { type NextRequest, NextResponse } from 'next/server'
import { frameGuard } from './server/http/index.ts'

/** Guests' pages only: pages cannot set headers of their own, and which sites may show one in a frame is each link's. */
export const config = { matcher: '/c/:link' }

export async function proxy(request: NextRequest): Promise<Response> {
  const { policy, refusal } = await frameGuard(request, decodeURIComponent(request.nextUrl.pathname.split('/')[2] ?? ''))
  if (refusal) return refusal
  const response = NextResponse.next()
  response.headers.set('content-security-policy', policy)
  response.headers.set('referrer-policy', 'same-origin')
  return response
}
