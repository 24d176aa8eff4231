import { afterAll, beforeAll, expect, it } from 'vitest'
import { stateAt } from '../components/runs/state-at.ts'
import { closeDurable } from '../server/durable/index.ts'
import { flowSchema } from '../server/engine/flow.ts'
import { emptyRun, foldRun, type RunState } from '../server/engine/run-state.ts'
import type { Principal } from '../server/kernel/principal.ts'
import { testDatabase } from '../server/platform/test-database.ts'
import type { RunEntry } from '../server/runs/contract.ts'
import { answerWait, getRun, listWaits, runFeed } from '../server/runs/index.ts'
import { agentWith, begin, eventually, somebody, startWorkerProcess, until, type WorkerProcess } from '../server/runs/runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal

beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess()
  ada = await somebody()
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

const at = { x: 0, y: 0 }
const literal = (value: unknown) => ({ kind: 'literal', value })
const names = ['anna', 'bo', 'cleo', 'dora']
/** A loop, a failure that is handled, a sleep, and a question beside them. */
const flow = flowSchema.parse({
  schema: 1,
  nodes: {
    start: { block: 'manual.start', position: at },
    names: { block: 'values.list', position: at, inputs: { value: literal(names) } },
    each: { block: 'control.for-each', position: at },
    shout: { block: 'text.change-case', position: at, parent: 'each', inputs: { to: literal('upper') } },
    nap: { block: 'control.sleep', position: at, inputs: { ms: literal(300) } },
    share: { block: 'math.divide', position: at, inputs: { a: literal(1), b: literal(0) } },
    sorry: { block: 'values.text', position: at, inputs: { value: literal('nothing was shared') } },
    ok: { block: 'human.approval', position: at, inputs: { title: literal('Go on?') } },
    never: { block: 'values.text', position: at, inputs: { value: literal('declined') } },
  },
  wires: [
    { from: { node: 'names', port: 'value' }, to: { node: 'each', port: 'items' } },
    { from: { node: 'each', port: 'item' }, to: { node: 'shout', port: 'text' } },
    { from: { node: 'shout', port: 'text' }, to: { node: 'each', port: 'result' } },
    { from: { node: 'start', port: 'done' }, to: { node: 'nap', port: 'after' } },
    { from: { node: 'share', port: 'error' }, to: { node: 'sorry', port: 'after' } },
    { from: { node: 'ok', port: 'declined' }, to: { node: 'never', port: 'after' } },
  ],
})

/** Follows a run as a page does: what was there when it was opened, then what is delivered. Keeps the state after every event. */
async function watching(who: Principal, run: string, signal: AbortSignal): Promise<{ states: Map<number, RunState>; last: () => RunState }> {
  const loaded = (await getRun(who, { workspace: who.workspaceSlug, run })).entries
  let state = emptyRun
  let seq = 0
  const states = new Map<number, RunState>()
  const take = ({ seq: next, event, at: when }: RunEntry) => {
    if (next <= seq) return
    seq = next
    state = foldRun(state, event, when)
    states.set(seq, state)
  }
  loaded.forEach(take)
  const feed = await runFeed(who, { run, after: seq }, { signal })
  void (async () => {
    for await (const batch of feed) batch.forEach(take)
  })().catch(() => undefined)
  return { states, last: () => state }
}

it('[runs.live-is-replay] two who watch a run live see the same as its replay, event by event, also over the death of its worker', async () => {
  const aborted = new AbortController()
  const run = await begin(ada, await agentWith(ada, flow))
  const first = await watching(ada, run, aborted.signal)
  await until(run, 'waiting')
  const late = await watching(ada, run, aborted.signal)

  await worker.stop('SIGKILL')
  worker = await startWorkerProcess()
  const { waits } = await listWaits(ada)
  const wait = waits.find(({ runId }) => runId === run)?.id ?? ''
  await answerWait(ada, { wait, outcome: 'approved', value: null })
  await until(run, 'completed')
  for (const { last } of [first, late]) await eventually(async () => (last().status === 'completed' ? true : undefined), 'the end to be delivered')
  aborted.abort()

  const { entries } = await getRun(ada, { workspace: ada.workspaceSlug, run })
  expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, i) => i + 1))
  for (const { seq } of entries) {
    const replayed = stateAt(entries, seq)
    expect(first.states.get(seq), `the live state at event ${seq}`).toEqual(replayed)
    expect(late.states.get(seq), `the state of who came later, at event ${seq}`).toEqual(replayed)
  }
  const end = stateAt(entries, entries.length)
  expect(
    Object.keys(end.nodes)
      .filter((path) => path.startsWith('each/'))
      .sort(),
  ).toEqual(names.map((_, i) => `each/${i}/shout`))
  expect(end.nodes.share).toMatchObject({ status: 'failed', handled: true })
  expect(end.nodes.never?.status).toBe('skipped')
})
