import type { EngineEvent, EventOf } from '../engine/events.ts'
import type { JsonObject } from '../kernel/json.ts'
import type { KeyedEvent } from './commit.ts'

/** Something a step shows while it works: a growing text, or a card. */
export type Showing = {
  id: string
  write(text: string): void
  props(props: JsonObject): void
  /** Properties of a card that is still being written, piece by piece. */
  args(text: string): void
  /** `text`: a card in plain lines. */
  close(text?: string): void
}
export type ShowOptions = { channel: 'text' | 'card' | 'reasoning'; component?: string; speaker?: string; draft?: boolean; demo: boolean }

type About = { path: string; attempt: string }
type Told = 'node.log' | 'node.progress' | 'usage.recorded' | 'secret.used'

/** The events one attempt of a step raises. Keys are made of path, attempt and ordinal, so a repeated commit adds nothing. */
export type StepEvents = {
  show(options: ShowOptions): Showing
  tell(event: { [K in Told]: Omit<EventOf<K>, 'path' | 'attempt'> }[Told]): void
  /** Closing events of what is still open. */
  ending(how: Ending): KeyedEvent[]
}
/**
 * over: it is as whole as it gets · superseded: another attempt will show it again, or nobody needs it · stopped: somebody stopped the
 * run, so words that stand there stay, and half a card goes.
 */
type Ending = 'over' | 'superseded' | 'stopped'

export function stepEvents({ path, attempt }: About, emit: (key: string, event: EngineEvent) => void): StepEvents {
  const open = new Map<string, (how: Ending) => KeyedEvent>()
  let ordinal = 0
  let ended = false
  return {
    show({ channel, component, speaker, draft, demo }) {
      const stream = `${path}:${attempt}:${ordinal++}`
      let off = 0
      let half = ''
      const put = (key: string, event: EngineEvent) => {
        if (!ended && open.has(stream)) emit(key, event)
      }
      open.set(stream, (how) => {
        const stopped = how === 'stopped' && channel !== 'card' && off > 0
        const superseded = how !== 'over' && !stopped
        const event: EngineEvent = { kind: 'stream.closed', stream, channel, ...(draft ? { draft } : {}), superseded, ...(stopped ? { stopped } : {}) }
        return { key: `${stream}:closed`, event }
      })
      put(`${stream}:opened`, {
        kind: 'stream.opened',
        path,
        attempt,
        stream,
        channel,
        ...(component ? { component } : {}),
        ...(speaker ? { speaker } : {}),
        ...(draft ? { draft } : {}),
        demo,
      })
      const grow = (as: 'text' | 'args') => (piece: string) => {
        // half of a surrogate pair cannot be stored: it waits for its other half
        const whole = (half + piece).replace(/[\ud800-\udbff]$/, '')
        half = (half + piece).slice(whole.length)
        if (whole === '') return
        put(`${stream}:${off}`, { kind: 'stream.chunk', stream, off, ...(channel === 'reasoning' ? { channel } : {}), [as]: whole })
        off += whole.length
      }
      return {
        id: stream,
        write: grow('text'),
        args: grow('args'),
        props(props) {
          put(`${stream}:${off}`, { kind: 'stream.chunk', stream, off, props })
          off += 1
        },
        close(text) {
          const closing = open.get(stream)?.('over')
          if (closing) put(closing.key, text === undefined ? closing.event : ({ ...closing.event, text } as EngineEvent))
          open.delete(stream)
        },
      }
    },
    tell(event) {
      if (!ended) emit(`${path}:${attempt}:${ordinal++}`, { ...event, path, attempt } as EngineEvent)
    },
    ending(how) {
      ended = true
      const closing = [...open.values()].map((close) => close(how))
      open.clear()
      return closing
    },
  }
}
