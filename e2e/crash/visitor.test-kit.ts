import { setTimeout as sleep } from 'node:timers/promises'
import type { BrowserContext } from '@playwright/test'
import { type ConversationEntry, emptyConversation, fold, itemsOf } from '../../server/conversation/index.ts'
import { expect, roomWith, signedUp } from '../journeys.test-kit.ts'
import { shown } from './shown.test-kit.ts'

/** A person who talks to the payments assistant over HTTP alone and follows the room's feed, as a page does. */
export type Visitor = {
  /** How many transfers they asked for, and how many runs that and their other messages were. */
  sent: number
  runs: number
  /** Calls and streams that were cut off, each made again. */
  cuts: number
  /** Asks for the balance, then sends 25 EUR; approves what asks. */
  talk(): Promise<void>
  /** What they saw come in, once all of it is there. */
  seen(): Promise<string[]>
  /** Nothing was lost, doubled or cut: in what they saw come in, in the room as it is read anew, in the runs and in the books. */
  expectWhole(undisturbed: string[]): Promise<void>
  leave(): void
}

type Reply = { status: number; body: unknown; tries: number }
type Snapshot = { seq: number; entries: ConversationEntry[]; openWaits: unknown[]; activeRuns: unknown[] }

export async function visitor(context: BrowserContext, url: string): Promise<Visitor> {
  const { slug } = await signedUp(context)
  const workspace = `${url}/api/workspaces/${slug}`
  const room = `${workspace}/rooms/${(await roomWith(context, slug)).split('/').at(-1)}`
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
  const gone = new AbortController()
  const heard: ConversationEntry[] = []
  const following = follow(heard, gone.signal)
  following.catch(() => undefined) // told when they look
  const me: Visitor = { sent: 0, runs: 0, cuts: 0, talk, seen, expectWhole, leave }
  return me

  async function talk(): Promise<void> {
    await say('What is my balance?')
    await say('Send 25 EUR to Anna')
    me.sent++
  }

  /** The same message id at every try: it is one message, however often its receipt was lost. */
  async function say(text: string): Promise<void> {
    const { runId } = await ask<{ runId: string }>('POST', `${room}/messages`, { id: crypto.randomUUID(), text })
    me.runs++
    for (;;) {
      const { status } = await ask<{ status: string }>('GET', `${workspace}/runs/${runId}`)
      if (['completed', 'failed', 'cancelled'].includes(status)) return expect(status, text).toBe('completed')
      if (status === 'waiting') await approveAll(runId)
      await sleep(100)
    }
  }

  async function approveAll(run: string): Promise<void> {
    const { waits } = await ask<{ waits: { id: string; runId: string }[] }>('GET', `${workspace}/waits`)
    for (const { id } of waits.filter((wait) => wait.runId === run)) {
      const { status, body, tries } = await call('POST', `${workspace}/waits/${id}/answer`, { outcome: 'approved', value: {} })
      // a try before was cut off after it had come through
      if (status !== 200) expect({ body, again: tries > 1 }).toMatchObject({ body: { error: { code: 'already-answered' } }, again: true })
    }
  }

  async function seen(): Promise<string[]> {
    const { seq } = await ask<Snapshot>('GET', room)
    while (heard.length < seq) await Promise.race([sleep(20), following])
    return shown(heard)
  }

  async function expectWhole(undisturbed: string[]): Promise<void> {
    const whole = Array.from({ length: me.sent }, () => undisturbed).flat()
    expect(await seen(), 'as it came in').toEqual(whole)
    const again = new AbortController()
    const anew: ConversationEntry[] = []
    const rereading = follow(anew, again.signal)
    while (anew.length < heard.length) await Promise.race([sleep(20), rereading])
    again.abort()
    expect(anew, 'entries read anew').toEqual(heard)
    const snapshot = await ask<Snapshot>('GET', room)
    expect(snapshot).toMatchObject({ openWaits: [], activeRuns: [] })
    expect(shown(snapshot.entries), 'the room as a page opens it').toEqual(whole)

    const { runs } = await ask<{ runs: { status: string }[] }>('GET', `${workspace}/runs?limit=200`)
    expect(runs.map(({ status }) => status)).toEqual(Array.from({ length: me.runs }, () => 'completed'))
    await say('What is my balance?')
    await seen()
    expect(balance(), 'in the books').toBe((2480.55 - me.sent * 25).toFixed(2))
  }

  function balance(): string | undefined {
    const texts = itemsOf(fold(emptyConversation, heard)).flatMap((item) => (item.kind === 'message' ? [item.text] : []))
    return /You have \*\*([\d,.]+) EUR\*\* in Ada's account/.exec(texts.at(-1) ?? '')?.[1]?.replaceAll(',', '')
  }

  function leave(): void {
    gone.abort()
  }

  async function ask<Output>(method: string, address: string, data?: unknown): Promise<Output> {
    const { status, body } = await call(method, address, data)
    expect(status, `${method} ${address} answered ${JSON.stringify(body)}`).toBe(200)
    return body as Output
  }

  /** Tries again when the connection breaks, and only then. */
  async function call(method: string, address: string, data?: unknown): Promise<Reply> {
    const sent: RequestInit = data === undefined ? {} : { body: JSON.stringify(data) }
    for (let tries = 1; ; tries++) {
      try {
        const answer = await fetch(address, { method, headers: { cookie, 'content-type': 'application/json' }, ...sent, signal: gone.signal })
        return { status: answer.status, body: await answer.json(), tries }
      } catch (error) {
        brokenOff(error)
        await sleep(50)
      }
    }
  }

  /** Reads the feed from its beginning, and again from the last entry seen whenever the stream breaks: each entry once, in order. */
  async function follow(entries: ConversationEntry[], signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const answer = await fetch(`${room}/feed`, { headers: { cookie, 'last-event-id': String(entries.length) }, signal })
        expect(answer.status).toBe(200)
        let text = ''
        for await (const piece of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
          const messages = (text + piece).split('\n\n')
          text = messages.pop() ?? ''
          for (const message of messages) hear(message, entries)
        }
      } catch (error) {
        if (signal.aborted) return
        brokenOff(error)
        await sleep(50)
      }
    }
  }

  /** `fetch` tells of a broken connection by a TypeError. */
  function brokenOff(error: unknown): void {
    if (!(error instanceof TypeError)) throw error
    me.cuts++
  }
}

/** One server-sent event: an entry, who is here, a heartbeat, or the wish to be tried again after a second. */
function hear(message: string, entries: ConversationEntry[]): void {
  expect(message, 'no stream broke by itself').not.toContain('event: error')
  if (/^event: /m.test(message)) return
  const data = /^data: (.*)$/m.exec(message)?.[1]
  if (data === undefined) return
  const entry = JSON.parse(data) as ConversationEntry
  expect(entry.seq, 'no entry left out, none twice').toBe(entries.length + 1)
  entries.push(entry)
}
