import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** The app's real route files, called in process: for tests that need every door and no server. */

const app = fileURLToPath(new URL('../app', import.meta.url))

export const verbs = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
export type Verb = (typeof verbs)[number]
type Handler = (request: Request, context: { params: Promise<Record<string, string | string[]>> }) => Promise<Response>
export type Route = { path: string; file: string }

/** Every route.ts below app/, its path written as contracts write it: `/api/workspaces/:workspace`. */
export function routes(): Route[] {
  return readdirSync(app, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name === 'route.ts')
    .map((entry) => {
      const folder = relative(app, entry.parentPath)
      const parts = folder.split('/').filter((part) => !/^\(.*\)$/.test(part))
      return {
        file: join(entry.parentPath, entry.name),
        path: `/${parts.map((part) => part.replace(/^\[\.\.\.(.+)\]$/, ':$1*').replace(/^\[(.+)\]$/, ':$1')).join('/')}`,
      }
    })
    .sort((a, b) => a.path.localeCompare(b.path))
}

/** The verbs a route file answers. */
export async function handlersOf(route: Route): Promise<Partial<Record<Verb, Handler>>> {
  return (await import(pathToFileURL(route.file).href)) as Partial<Record<Verb, Handler>>
}

function match(path: string): { route: Route; params: Record<string, string | string[]> } | undefined {
  const parts = path.split('/').slice(1).map(decodeURIComponent)
  const found: { route: Route; params: Record<string, string | string[]>; fixed: number }[] = []
  for (const route of routes()) {
    const pattern = route.path.split('/').slice(1)
    const params: Record<string, string | string[]> = {}
    const rest = pattern.at(-1)?.endsWith('*') ?? false
    if (rest ? parts.length < pattern.length : parts.length !== pattern.length) continue
    const fits = pattern.every((name, i) => {
      if (!name.startsWith(':')) return name === parts[i]
      params[name.slice(1).replace('*', '')] = name.endsWith('*') ? parts.slice(i) : (parts[i] ?? '')
      return true
    })
    if (fits) found.push({ route, params, fixed: pattern.filter((name) => !name.startsWith(':')).length })
  }
  return found.sort((a, b) => b.fixed - a.fixed)[0]
}

export const origin = 'http://hearth.test'

/** One browser: keeps its cookies, says where it comes from, calls the routes. */
export function createBrowser(address = '203.0.113.7') {
  const jar = new Map<string, string>()

  async function send(method: Verb, path: string, init: { body?: BodyInit; headers?: Record<string, string>; signal?: AbortSignal } = {}): Promise<Response> {
    const url = new URL(path, origin)
    const found = match(url.pathname)
    const handler = found && (await handlersOf(found.route))[method]
    if (!found || !handler) throw new Error(`no route answers ${method} ${url.pathname}`)
    const headers = new Headers({
      host: url.host,
      'x-forwarded-for': address,
      'user-agent': 'Browser of the tests',
      'sec-fetch-site': 'same-origin',
      origin,
      ...init.headers,
    })
    if (jar.size > 0) headers.set('cookie', [...jar].map(([name, value]) => `${name}=${value}`).join('; '))
    const request = new Request(url, { method, headers, body: init.body ?? null, signal: init.signal ?? null })
    const response = await handler(request, { params: Promise.resolve(found.params) })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split(/=(.*)/s)
      if (value === '' || /max-age=0|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name)
      else jar.set(name, value)
    }
    return response
  }

  async function call<T = Record<string, unknown>>(method: Verb, path: string, body?: unknown): Promise<{ status: number; body: T }> {
    const response = await send(method, path, body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } })
    return { status: response.status, body: (await response.json()) as T }
  }

  async function signIn(email: string, password: string): Promise<{ error: string | null }> {
    const { csrfToken } = (await (await send('GET', '/api/auth/csrf')).json()) as { csrfToken: string }
    const body = new URLSearchParams({ email, password, csrfToken, json: 'true', callbackUrl: `${origin}/` })
    const response = await send('POST', '/api/auth/callback/credentials', { body, headers: { 'content-type': 'application/x-www-form-urlencoded' } })
    const { url } = (await response.json()) as { url: string }
    return { error: new URL(url).searchParams.get('error') }
  }

  async function signOut(): Promise<void> {
    const { csrfToken } = (await (await send('GET', '/api/auth/csrf')).json()) as { csrfToken: string }
    await send('POST', '/api/auth/signout', { body: new URLSearchParams({ csrfToken, json: 'true' }) })
  }

  /** Signs up, signs in, and answers where they live. */
  async function arrive(name: string, password = 'a long enough password') {
    const email = `${name.toLowerCase().replace(/\W+/g, '.')}.${Math.random().toString(36).slice(2, 10)}@example.org`
    const { body } = await call<{ personId: string; workspaceSlug: string }>('POST', '/api/sign-up', { name, email, password })
    await signIn(email, password)
    return { ...body, email, password }
  }

  return { jar, send, call, signIn, signOut, arrive }
}

export type Browser = ReturnType<typeof createBrowser>
