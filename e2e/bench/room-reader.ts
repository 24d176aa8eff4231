import { sse } from '../../server/http/sse.ts'
import type { Principal } from '../../server/kernel/principal.ts'
import { roomLive } from '../../server/rooms/index.ts'

/** A process with readers of rooms, as browsers are: server-sent events, each read to the letter. Tells its parent what each saw, and when. */
process.on('message', ({ who, rooms, readers }: { who: Principal; rooms: string[]; readers: number }) => {
  const all = rooms.flatMap((room) => Array.from({ length: readers }, () => follow(who, room)))
  void Promise.all(all).then(() => process.send?.({ following: all.length }))
})

async function follow(who: Principal, room: string): Promise<void> {
  const gone = new AbortController()
  const response = sse(await roomLive(who, { room, after: 0 }, { signal: gone.signal }), () => gone.abort())
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  void (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const at = performance.timeOrigin + performance.now()
      for (const [, data = ''] of part.value.matchAll(/^data: (.*)$/gm)) {
        const { event } = JSON.parse(data) as { event?: { type: string; messageId: string } }
        if (event?.type === 'TEXT_MESSAGE_END') process.send?.({ key: event.messageId, at })
      }
    }
  })()
}
