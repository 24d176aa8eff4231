import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../kernel/ids.ts'
import type { Json } from '../../kernel/json.ts'
import { asSystem, inWorkspace } from '../../platform/db.ts'
import { testDatabase } from '../../platform/test-database.ts'
import {
  append,
  type ChainedEntry,
  createFeed,
  type Entry,
  findByKey,
  lastSeq,
  type NewEntry,
  read,
  readChain,
  readUpTo,
  subscribe,
  verifyChain,
} from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
const workspaceId = newId()
const otherId = newId()
beforeAll(async () => {
  database = await testDatabase()
  await asSystem(async (tx) => {
    for (const id of [workspaceId, otherId]) await tx.sql`insert into workspace (id, slug, name) values (${id}, ${`w-${id.slice(-12)}`}, 'Test')`
  })
})
afterAll(async () => {
  await database?.drop()
})

async function feed(): Promise<string> {
  const id = newId()
  await inWorkspace(workspaceId, (tx) => createFeed(tx, { id, workspaceId, kind: 'test' }))
  return id
}
const add = (id: string, entries: NewEntry[]) => inWorkspace(workspaceId, (tx) => append(tx, id, entries))
const said = (n: number, from = 0): NewEntry[] => Array.from({ length: n }, (_, i) => ({ kind: 'said', body: { n: from + i } }))

/** Takes from a subscription until `enough` says so. */
async function take(id: string, after: number, enough: (seen: Entry[]) => boolean, workspace = workspaceId): Promise<Entry[]> {
  const stop = new AbortController()
  const seen: Entry[] = []
  for await (const batch of subscribe(workspace, id, after, stop.signal)) {
    seen.push(...batch)
    if (enough(seen)) stop.abort()
  }
  return seen
}

describe('append', () => {
  it('[feed.gap-free] hands out seqs without gaps to many writers at once, some of whom fail', async () => {
    const id = await feed()
    const writers = Array.from({ length: 12 }, async (_, writer) => {
      for (let i = 0; i < 15; i++) {
        const failing = (writer + i) % 4 === 0
        await inWorkspace(workspaceId, async (tx) => {
          await append(tx, id, said(1 + (i % 3), writer * 1000 + i))
          if (failing) throw new Error('rolled back')
        }).catch((error: Error) => expect(error.message).toBe('rolled back'))
      }
    })
    await Promise.all(writers)
    const seqs = (await read(workspaceId, id, 0, 10_000)).map((entry) => entry.seq)
    expect(seqs.length).toBeGreaterThan(200)
    expect(seqs).toEqual(seqs.map((_, i) => i + 1))
  })

  it('[feed.idempotent] adds a key once, answering the seq of the first time, also when two writers race', async () => {
    const id = await feed()
    const keyed = (keys: string[]): NewEntry[] => keys.map((key) => ({ key, kind: 'said', body: { key } }))
    expect(await add(id, keyed(['a', 'b']))).toEqual([1, 2])
    expect(await add(id, keyed(['b', 'c', 'a', 'c']))).toEqual([2, 3, 1, 3])
    const racers = await Promise.all(Array.from({ length: 8 }, () => add(id, keyed(['d', 'e']))))
    expect(racers).toEqual(racers.map(() => [4, 5]))
    expect(await inWorkspace(workspaceId, (tx) => lastSeq(tx, workspaceId, id))).toBe(5)
    expect(await inWorkspace(workspaceId, (tx) => findByKey(tx, workspaceId, id, 'c'))).toMatchObject({ seq: 3, body: { key: 'c' } })
  })

  it('keeps what PostgreSQL refuses as near as it can', async () => {
    const id = await feed()
    const body = { 'k\0': 'a\0b', half: 'x\ud83d', whole: '🙂', list: [Number.NaN, -0, 1e21, 0.1], left: undefined } as unknown as Json
    await add(id, [{ kind: 'said\u0001', body }])
    const [entry] = await read(workspaceId, id, 0, 1)
    expect(entry?.body).toEqual({ 'k\ufffd': 'a\ufffdb', half: 'x\ufffd', whole: '🙂', list: [null, 0, 1e21, 0.1] })
    expect(verifyChain(id, await readChain(workspaceId, id, 0, 10))).toMatchObject({ ok: true, seq: 1 })
  })

  it('says not-found for a feed that is missing or of another workspace', async () => {
    const id = await feed()
    await expect(add(newId(), said(1))).rejects.toMatchObject({ code: 'not-found' })
    await expect(inWorkspace(otherId, (tx) => append(tx, id, said(1)))).rejects.toMatchObject({ code: 'not-found' })
    expect(await read(otherId, id, 0, 10)).toEqual([])
  })
})

describe('the chain', () => {
  it('[feed.chained] proves every entry and its place, and tells where something was changed', async () => {
    const id = await feed()
    await add(id, said(6))
    const entries = await readChain(workspaceId, id, 0, 10)
    const proven = verifyChain(id, entries)
    expect(proven).toMatchObject({ ok: true, seq: 6 })
    const [head, ...tail] = [verifyChain(id, entries.slice(0, 3)), ...entries.slice(3)]
    expect(head.ok && verifyChain(id, tail, head)).toEqual(proven)
    const changed = (i: number, change: Partial<ChainedEntry>) => entries.map((entry, at) => (at === i ? { ...entry, ...change } : entry))
    expect(verifyChain(id, changed(2, { body: { n: 99 } }))).toMatchObject({ ok: false, seq: 3 })
    expect(verifyChain(id, entries.toSpliced(3, 1))).toMatchObject({ ok: false, seq: 5 })
    expect(verifyChain(id, entries.with(1, { ...entries[4], seq: 2 } as ChainedEntry))).toMatchObject({ ok: false, seq: 2 })
    expect(verifyChain(newId(), entries)).toMatchObject({ ok: false, seq: 1 })
  })

  it('cannot be rewritten by the role the application works under', async () => {
    const id = await feed()
    await add(id, said(1))
    await expect(inWorkspace(workspaceId, (tx) => tx.sql`update feed_entry set body = '{}' where feed_id = ${id}`)).rejects.toMatchObject({ code: '42501' })
    await expect(inWorkspace(workspaceId, (tx) => tx.sql`delete from feed_entry where feed_id = ${id}`)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('subscribe', () => {
  it('[feed.live] gives every entry once and in order to every reader, from wherever it began, while many write', async () => {
    const id = await feed()
    await add(id, said(30))
    const total = 30 + 6 * 40
    const readers = [0, 0, 10, 30, 100].map((after) => take(id, after, (seen) => seen.at(-1)?.seq === total))
    const writers = Array.from({ length: 6 }, async (_, writer) => {
      for (let i = 0; i < 20; i++) await add(id, said(2, writer * 100 + i))
    })
    await Promise.all(writers)
    for (const [i, seen] of (await Promise.all(readers)).entries()) {
      const after = [0, 0, 10, 30, 100][i] ?? 0
      expect(seen.map((entry) => entry.seq)).toEqual(Array.from({ length: total - after }, (_, n) => after + 1 + n))
    }
  })

  it('[feed.late-commit] misses no entry of a transaction that began early and committed late', async () => {
    const id = await feed()
    const reader = take(id, 0, (seen) => seen.length === 3)
    const begun = Promise.withResolvers<void>()
    const later = begun.promise.then(() => add(id, said(2, 2))) // waits for the transaction, so it cannot overtake it
    const held = begun.promise.then(() => waitingFor(id))
    await inWorkspace(workspaceId, async (tx) => {
      await append(tx, id, said(1, 1))
      begun.resolve()
      await held
    })
    expect(await later).toEqual([2, 3])
    expect((await reader).map((entry) => entry.body)).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  })

  it('finds what nobody announced', async () => {
    const id = await feed()
    const reader = take(id, 0, (seen) => seen.length === 1)
    await asSystem((tx) => tx.sql`select feed_append(${id}::uuid, array[null]::text[], array['said'], array['{}']::jsonb[], array[sha256('{}')])`)
    expect(await reader).toMatchObject([{ seq: 1, kind: 'said' }])
  })

  it('lets a slow reader catch up from the database', async () => {
    const id = await feed()
    await add(id, said(1))
    const stop = new AbortController()
    const seen: number[] = []
    for await (const batch of subscribe(workspaceId, id, 0, stop.signal)) {
      seen.push(...batch.map((entry) => entry.seq))
      if (seen.length === 1) for (let i = 0; i < 5; i++) await add(id, said(600))
      if (seen.length >= 3001) stop.abort()
    }
    expect(seen).toEqual(Array.from({ length: 3001 }, (_, i) => i + 1))
  })

  it('gives another workspace nothing', async () => {
    const id = await feed()
    const theirs = await feedOf(otherId)
    await add(id, said(3))
    await inWorkspace(otherId, (tx) => append(tx, theirs, said(1)))
    const stop = new AbortController()
    const foreign = (async () => {
      for await (const batch of subscribe(otherId, id, 0, stop.signal)) return batch
    })()
    expect(await take(theirs, 0, (seen) => seen.length === 1, otherId)).toHaveLength(1)
    expect(await take(id, 0, (seen) => seen.length === 3)).toHaveLength(3)
    await add(id, said(1))
    expect(await take(id, 3, (seen) => seen.length === 1)).toHaveLength(1)
    stop.abort()
    expect(await foreign).toBeUndefined()
  })
})

it('reads a stretch', async () => {
  const id = await feed()
  await add(id, said(5))
  expect((await readUpTo(workspaceId, id, 4, 1)).map((entry) => entry.seq)).toEqual([2, 3, 4])
})

async function feedOf(workspace: string): Promise<string> {
  const id = newId()
  await inWorkspace(workspace, (tx) => createFeed(tx, { id, workspaceId: workspace, kind: 'test' }))
  return id
}

/** Until somebody waits for a lock on the feed. */
async function waitingFor(id: string): Promise<void> {
  for (;;) {
    const [row] = await asSystem(
      (tx) => tx.sql<{ n: number }>`select count(*) as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%feed_append%'`,
    )
    if (row && row.n > 0) return
    await new Promise((done) => setTimeout(done, 10))
    if (!id) return
  }
}
