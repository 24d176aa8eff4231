/** Lets a page of another site read the answer. No cookie counts where this is used, so its browser lends it nothing. */
export function readableFrom(origin: string | null, response: Response): Response {
  if (origin === null) return response
  response.headers.set('access-control-allow-origin', origin)
  response.headers.append('vary', 'origin')
  return response
}

/** What a browser asks before such a page sends a header of its own. Who it comes for says the request that follows. */
export async function preflight(): Promise<Response> {
  const headers = {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'authorization, content-type, accept',
    'access-control-max-age': '600',
  }
  return new Response(null, { status: 204, headers })
}
