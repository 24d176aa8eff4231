import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

type Service = {
  /** How often it did what it was asked to do, by idempotency key. */
  done: Map<string, number>
  /** How often it was asked again for what it had done already. */
  repeats: number
}
export type Outside = { url: string; honours: Service; ignores: Service; stop(): void }

/**
 * Two services outside: `/honours` does once what comes under one idempotency key, `/ignores` does it as often as it is asked.
 * Each does it at once and answers `pauseMs` later, so that its caller may be gone by then; the first `fails` requests of
 * a key it refuses without doing anything.
 */
export async function startOutside(): Promise<Outside> {
  const outside = { honours: { done: new Map(), repeats: 0 } as Service, ignores: { done: new Map(), repeats: 0 } as Service }
  const refused = new Map<string, number>()
  const server = createServer((request, answer) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://outside')
    const name = pathname === '/honours' ? 'honours' : 'ignores'
    const key = String(request.headers['idempotency-key'] ?? 'none')
    const before = refused.get(key) ?? 0
    if (before < Number(searchParams.get('fails'))) {
      refused.set(key, before + 1)
      answer.writeHead(503).end()
      return
    }
    const { done } = outside[name]
    const times = done.get(key) ?? 0
    if (times > 0) outside[name].repeats++
    if (times === 0 || name === 'ignores') done.set(key, times + 1)
    void sleep(Number(searchParams.get('pauseMs'))).then(() => answer.end('done'))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return { ...outside, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => void server.close() }
}
