import type { Verb } from '../routes.test-kit.ts'

export type Browser = ReturnType<typeof createBrowser>

/** One browser of a soak: keeps its cookies and asks the web server. */
export function createBrowser(origin: string) {
  const jar = new Map<string, string>()
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')

  async function send(method: Verb, path: string, init: { body?: BodyInit; headers?: Record<string, string>; signal?: AbortSignal } = {}): Promise<Response> {
    const headers = new Headers({ 'user-agent': 'Browser of the soak', 'sec-fetch-site': 'same-origin', origin, ...init.headers })
    if (jar.size > 0) headers.set('cookie', cookie())
    return await fetch(new URL(path, origin), { method, headers, body: init.body ?? null, signal: init.signal ?? null, redirect: 'manual' })
  }

  async function call<T = Record<string, unknown>>(method: Verb, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const response = await send(method, path, body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
    return { status: response.status, body: (await response.json()) as T }
  }

  return { jar, cookie, send, call }
}
