import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { newId } from '../../server/kernel/ids.ts'
import type { Principal } from '../../server/kernel/principal.ts'
import { append, createFeed } from '../../server/memory/feed/index.ts'
import { asSystem, inWorkspace } from '../../server/platform/db.ts'
import { answerWait, listWaits } from '../../server/runs/index.ts'
import { agentWith, begin, eventually, flowOf, stateOf, until } from '../../server/runs/runs.test-kit.ts'
import { chain } from './blocks.ts'
import { flowOfOurs } from './ours.ts'

const now = () => performance.timeOrigin + performance.now()

/** Milliseconds from the call that starts a run here to the first line of its first step in a worker process. */
export async function startLatency(who: Principal, samples: number): Promise<number[]> {
  const arrivals = new Map<string, (at: number) => void>()
  const server = createServer((request, response) => {
    arrivals.get(request.url ?? '')?.(now())
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const worker = spawn(process.execPath, ['workers/run.ts'], { env: { ...process.env, HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' }, stdio: 'ignore' })
  const taken: number[] = []
  try {
    for (let i = -3; i < samples; i++) {
      const path = `/${newId()}`
      const agent = await agentWith(who, flowOf({ nodes: { call: { block: 'http.request', inputs: { url: `${address}${path}` } } } }))
      const seen = new Promise<number>((done) => arrivals.set(path, done))
      const from = now()
      const run = await begin(who, agent)
      const at = await seen
      if (i >= 0) taken.push(at - from) // the first ones only warm the worker
      await eventually(async () => ((await stateOf(run)).status === 'completed' ? true : undefined), 'the run to end')
    }
  } finally {
    await ended(worker)
    server.close()
  }
  return taken
}

/**
 * Milliseconds from the call that answers a question here to the end of its run in a worker process, one step after the
 * answer: the end by the database's clock, which is this machine's.
 */
export async function answerLatency(who: Principal, samples: number): Promise<number[]> {
  const flow = flowOf({
    nodes: { ask: { block: 'human.approval', inputs: { title: 'Go on?' } }, draw: { block: 'random.id' } },
    wires: ['ask.approved > draw.after'],
  })
  const agent = await agentWith(who, flow)
  const worker = spawn(process.execPath, ['workers/run.ts'], { env: process.env, stdio: 'ignore' })
  const taken: number[] = []
  try {
    for (let i = -3; i < samples; i++) {
      const run = await begin(who, agent)
      await until(run, 'waiting')
      const [wait] = (await listWaits(who)).waits
      const from = now()
      await answerWait(who, { wait: wait?.id ?? '', outcome: 'approved', value: {} })
      await until(run, 'completed')
      const [row] = await asSystem((tx) => tx.sql<{ at: number }>`select extract(epoch from finished_at)::float8 * 1000 as at from run where id = ${run}`)
      if (i >= 0) taken.push((row?.at ?? Number.NaN) - from)
    }
  } finally {
    await ended(worker)
  }
  return taken
}

/** Milliseconds of a flow of three steps, one flow at a time. */
export async function flowLatency(who: Principal, samples: number): Promise<number[]> {
  const flow = await flowOfOurs(who, chain('bench.external-small', 3))
  const taken: number[] = []
  for (let i = -10; i < samples; i++) {
    const from = now()
    await flow()
    if (i >= 0) taken.push(now() - from)
  }
  return taken
}

/** Milliseconds from an append here to its being seen by a subscriber in another process, at a quiet pace. */
export async function seenLatency(who: Principal, samples: number): Promise<number[]> {
  const reader = fork('e2e/bench/feed-reader.ts', { env: process.env })
  const feedId = newId()
  const seen = new Map<number, (at: number) => void>()
  const taken: number[] = []
  try {
    await inWorkspace(who.workspaceId, (tx) => createFeed(tx, { id: feedId, workspaceId: who.workspaceId, kind: 'bench' }))
    reader.on('message', (message: { seq?: number; at?: number }) => message.seq !== undefined && seen.get(message.seq)?.(message.at ?? 0))
    reader.send({ workspaceId: who.workspaceId, feedId })
    await once(reader, 'message')
    for (let seq = 1; seq <= samples + 5; seq++) {
      const arrived = new Promise<number>((done) => seen.set(seq, done))
      const from = now()
      await inWorkspace(who.workspaceId, (tx) => append(tx, feedId, [{ kind: 'bench', body: { n: seq } }]))
      const at = await arrived
      if (seq > 5) taken.push(at - from)
      await new Promise((done) => setTimeout(done, 5 + ((seq * 7) % 15)))
    }
  } finally {
    await ended(reader)
  }
  return taken
}

async function ended(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGTERM')
  await gone
}
