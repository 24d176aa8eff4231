import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import { messageEntries } from '../../server/conversation/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Principal } from '../../server/kernel/principal.ts'
import { append } from '../../server/memory/feed/index.ts'
import { inWorkspace } from '../../server/platform/db.ts'
import { createRoom, roomSnapshot } from '../../server/rooms/index.ts'
import { agentWith, flowOf } from '../../server/runs/runs.test-kit.ts'
import { quantile } from './interleave.ts'
import type { Figure } from './report.ts'

const now = () => performance.timeOrigin + performance.now()
type Seen = (key: string, readers: number) => Promise<number[]>

/** How soon others see what is said in a room, with many rooms and with many readers, beside a bare INSERT and NOTIFY; and how a long room opens. */
export async function roomFigures(who: Principal, samples: number): Promise<Figure[]> {
  const agent = await agentWith(who, flowOf({ nodes: { start: { block: 'chat.message' } } }))
  const rooms: string[] = []
  for (let i = 0; i < 200; i++) rooms.push((await createRoom(who, { agent, title: `Room ${i}` })).id)
  const raw = await rawLatency(samples)
  const figures = line('raw INSERT + NOTIFY, seen by another process', raw, undefined)
  for (const count of [1, 50, 200]) {
    const taken = await withReader({ who, rooms: rooms.slice(0, count), readers: 1 }, (seen) =>
      said(who, rooms.slice(0, count), samples, (key) => seen(key, 1)),
    )
    figures.push(...line(`said in one of ${count} rooms, seen by another process`, taken, raw))
  }
  const [one = ''] = rooms
  const crowd = await withReader({ who, rooms: [one], readers: 200 }, (seen) => said(who, [one], samples, (key) => seen(key, 200)))
  figures.push(...line('said in one room, seen by the last of 200 SSE readers', crowd, raw))
  return [...figures, ...(await coldOpen(who, agent, Math.min(samples, 30)))]
}

/** Milliseconds from the call that says something to its being seen by all who look. */
async function said(who: Principal, rooms: readonly string[], samples: number, seen: (key: string) => Promise<number[]>): Promise<number[]> {
  const taken: number[] = []
  for (let i = -5; i < samples; i++) {
    const roomId = rooms[Math.abs(i * 37) % rooms.length] ?? ''
    const id = newId()
    const arrived = seen(id)
    const from = now()
    await inWorkspace(who.workspaceId, (tx) => append(tx, roomId, messageEntries({ id, roomId, personId: who.personId, name: who.name, text: `Message ${i}` })))
    const at = Math.max(...(await arrived))
    if (i >= 0) taken.push(at - from)
    await new Promise((done) => setTimeout(done, 5 + ((Math.abs(i) * 7) % 15)))
  }
  return taken
}

async function withReader<T>(wanted: { who: Principal; rooms: readonly string[]; readers: number }, work: (seen: Seen) => Promise<T>): Promise<T> {
  const reader = fork('e2e/bench/room-reader.ts', { env: process.env })
  const waiting = new Map<string, { times: number[]; readers: number; done: (times: number[]) => void }>()
  reader.on('message', (message: { key?: string; at?: number }) => {
    const wait = message.key === undefined ? undefined : waiting.get(message.key)
    if (wait && wait.times.push(message.at ?? 0) === wait.readers) wait.done(wait.times)
  })
  reader.send(wanted)
  await once(reader, 'message')
  try {
    return await work((key, readers) => new Promise((done) => waiting.set(key, { times: [], readers, done })))
  } finally {
    await ended(reader)
  }
}

/** The least there is: a row and a notify in one commit, and a listener in another process that hears of it. */
export async function rawLatency(samples: number): Promise<number[]> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await client.connect()
  await client.query('create table if not exists bench_raw (id bigserial primary key, body jsonb)')
  const reader = fork('e2e/bench/raw-listener.ts', { env: process.env })
  const waiting = new Map<string, (at: number) => void>()
  reader.on('message', ({ key, at }: { key: string; at: number }) => waiting.get(key)?.(at))
  await once(reader, 'message')
  const taken: number[] = []
  for (let i = -5; i < samples; i++) {
    const key = newId()
    const arrived = new Promise<number>((done) => waiting.set(key, done))
    const from = now()
    await client.query(`with said as (insert into bench_raw (body) values ($1) returning id) select pg_notify('bench_raw', $2) from said`, [
      JSON.stringify({ text: `Message ${i}` }),
      key,
    ])
    const at = await arrived
    if (i >= 0) taken.push(at - from)
    await new Promise((done) => setTimeout(done, 5 + ((Math.abs(i) * 7) % 15)))
  }
  await ended(reader)
  await client.end()
  return taken
}

/** What the server takes to answer the page of a room with 10,000 entries, and how much it sends. */
async function coldOpen(who: Principal, agent: string, samples: number): Promise<Figure[]> {
  const roomId = (await createRoom(who, { agent, title: 'Long' })).id
  for (let batch = 0; batch < 34; batch++)
    await inWorkspace(who.workspaceId, (tx) =>
      append(
        tx,
        roomId,
        Array.from({ length: 100 }, () =>
          messageEntries({ id: newId(), roomId, personId: who.personId, name: who.name, text: 'As long as people write. '.repeat(4) }),
        ).flat(),
      ),
    )
  const taken: number[] = []
  let bytes = 0
  for (let i = -3; i < samples; i++) {
    const from = now()
    const snapshot = await roomSnapshot(who, { room: roomId })
    if (i >= 0) taken.push(now() - from)
    bytes = JSON.stringify(snapshot).length
  }
  return [
    { name: 'the end of a room of 10,200 entries, read, p50', value: quantile(taken, 0.5), unit: 'ms', against: null, ratio: null },
    { name: 'the end of a room of 10,200 entries, sent', value: bytes / 1024, unit: 'KiB', against: null, ratio: null },
  ]
}

function line(name: string, taken: number[], raw: number[] | undefined): Figure[] {
  const of = (share: number): Figure => ({
    name: `${name}, p${share * 100}`,
    value: quantile(taken, share),
    unit: 'ms',
    against: raw ? 'raw' : null,
    ratio: raw ? quantile(taken, share) / quantile(raw, share) : null,
  })
  return [of(0.5), of(0.99)]
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
