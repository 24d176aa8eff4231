import type { ConversationEntry } from '../../server/conversation/index.ts'
import { sseReader } from './sse-reader.ts'

/**
 * connecting: not yet heard from · live: entries arrive as they happen · away: lost, tries again by itself ·
 * signed-out, gone: the server refuses; trying again would not help.
 */
export type Link = 'connecting' | 'live' | 'away' | 'signed-out' | 'gone'

export type FeedOptions = {
  /** The feed's address, to read on after an entry. */
  address: (after: number) => string
  after: number
  onEntries: (entries: ConversationEntry[]) => void
  onLink: (link: Link) => void
  /** What is told by name between the entries: nobody hears it later. */
  onTold?: (event: string, data: unknown) => void
  /** No sign of life for so long, in milliseconds, means the connection is dead. The server beats every 15 s. */
  silence?: number
  /** The first pause before trying again, in milliseconds; doubles up to sixteen times that. */
  pause?: number
}

/**
 * Follows a feed for as long as the page lives: reads on from the last entry it has, whatever happens to the
 * connection. `fetch` and not EventSource, because that hides heartbeats and statuses, and gives up for good on a 502.
 * Returns the way to stop, and a nudge that tries again at once.
 */
export function followFeed(options: FeedOptions): { stop: () => void; nudge: () => void } {
  const { address, onEntries, onLink, onTold, silence = 40_000, pause = 500 } = options
  const stopped = new AbortController()
  let after = options.after
  let failures = 0
  let wake = () => {}

  async function connect(): Promise<'again' | 'never'> {
    const lost = new AbortController()
    const signal = AbortSignal.any([stopped.signal, lost.signal])
    let watch = setTimeout(() => lost.abort(), silence)
    try {
      const response = await fetch(address(after), { headers: { accept: 'text/event-stream' }, cache: 'no-store', signal })
      if (!response.ok || !response.body) return refused(response.status)
      onLink('live')
      failures = 0
      const read = sseReader()
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return 'again'
        clearTimeout(watch)
        watch = setTimeout(() => lost.abort(), silence)
        const events = read(value)
        take(events.filter((e) => e.event === 'message').map((e) => JSON.parse(e.data) as ConversationEntry))
        for (const e of events) if (e.event !== 'message' && e.event !== 'error') onTold?.(e.event, JSON.parse(e.data))
        if (events.some((e) => e.event === 'error')) return 'again'
      }
    } finally {
      clearTimeout(watch)
      lost.abort()
    }
  }

  function refused(status: number): 'again' | 'never' {
    if (status === 401) onLink('signed-out')
    else if (status === 403 || status === 404) onLink('gone')
    else return 'again'
    return 'never'
  }

  function take(entries: ConversationEntry[]): void {
    const news = entries.filter((entry) => entry.seq > after)
    const last = news.at(-1)
    if (!last) return
    after = last.seq
    onEntries(news)
  }

  async function follow(): Promise<void> {
    onLink('connecting')
    while (!stopped.signal.aborted) {
      const next = await connect().catch((): 'again' => 'again')
      if (next === 'never' || stopped.signal.aborted) return
      onLink('away')
      await new Promise<void>((resume) => {
        const timer = setTimeout(resume, pause * 2 ** Math.min(failures++, 4) * (0.75 + Math.random() / 2))
        wake = () => {
          clearTimeout(timer)
          resume()
        }
      })
    }
  }

  void follow()
  return {
    stop: () => {
      stopped.abort()
      wake()
    },
    nudge: () => wake(),
  }
}
