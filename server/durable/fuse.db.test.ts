import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { defineBlock } from '../engine/define-block.ts'
import { type Flow, flowSchema } from '../engine/flow.ts'
import { kitBlocks } from '../engine/test-blocks.test-kit.ts'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { openLedger } from '../memory/records/index.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { resumeRun } from '../runs/resume-run.ts'
import { runSegment } from '../runs/run-segment.ts'
import { agentWith, begin, eventsOf, flowOf, somebody, stateOf, stepsOf } from '../runs/runs.test-kit.ts'
import { commitTogether } from './group.ts'
import { closeDurable, takeUp } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  await inWorkspace(ada.workspaceId, (tx) => openLedger(tx, ada.workspaceId, 'Ada'))
})
afterAll(async () => {
  await closeDurable()
  await database?.drop()
})

/** Transfers one after another; more than there is fails. */
function transfers(amounts: string[], wires: [string, string][] = []): Flow {
  const node = (amount: string) => ({
    block: 'ledger.transfer',
    inputs: Object.fromEntries(Object.entries({ to: 'Anna', amount, currency: 'EUR' }).map(([port, value]) => [port, { kind: 'literal', value }])),
  })
  const end = (text: string) => ({ node: text.split('.')[0], port: text.split('.')[1] })
  const inRow: [string, string][] = amounts.slice(1).map((_, i) => [`t${i}.done`, `t${i + 1}.after`])
  return flowSchema.parse({
    schema: 1,
    nodes: Object.fromEntries(amounts.map((amount, i) => [`t${i}`, node(amount)])),
    wires: (wires.length > 0 ? wires : inRow).map(([from, to]) => ({ from: end(from), to: end(to) })),
  })
}

async function walked(flow: Flow): Promise<{ run: string; moved: string[]; commits: number }> {
  const run = await begin(ada, await agentWith(ada, flow))
  await runSegment(run, 1)
  const moved = await asSystem(
    (tx) =>
      tx.sql<{
        path: string
      }>`select substr(idempotency_key, ${run.length + 2}) as path from ledger_transfer where starts_with(idempotency_key, ${run}) order by 1`,
  )
  const [row] = await asSystem((tx) => tx.sql<{ commits: number }>`select count(distinct xmin::text)::int as commits from run_step where run_id = ${run}`)
  return { run, moved: moved.map(({ path }) => path), commits: row?.commits ?? 0 }
}

describe('[durable.fused] transactional steps in a row', () => {
  it('share one commit', async () => {
    const { run, moved, commits } = await walked(transfers(['0.01', '0.02', '0.03', '0.04']))
    expect(await stateOf(run)).toMatchObject({ status: 'completed', epoch: 1 })
    expect(moved).toEqual(['t0', 't1', 't2', 't3'])
    expect(commits).toBe(1)
  })

  it('undo the one that fails alone, when the flow goes on from there', async () => {
    const flow = transfers(
      ['0.01', '999999999', '0.03'],
      [
        ['t0.done', 't1.after'],
        ['t1.error', 't2.after'],
      ],
    )
    const { run, moved } = await walked(flow)
    expect(await stateOf(run)).toMatchObject({ status: 'completed', epoch: 1 })
    expect(moved).toEqual(['t0', 't2'])
    expect(await stepsOf(run)).toEqual(['t0', 't1', 't2'])
  })

  it('keep what was done before one that ends the run', async () => {
    const { run, moved } = await walked(transfers(['0.01', '0.02', '999999999', '0.04']))
    expect(await stateOf(run)).toMatchObject({ status: 'failed' })
    expect(moved).toEqual(['t0', 't1'])
    expect(await stepsOf(run)).toEqual(['t0', 't1', 't2'])
  })
})

it('[durable.aside] a call outside is not made again when steps beside it, begun in the same moment, are taken back', async () => {
  const called: string[] = []
  const begun = Promise.withResolvers<void>()
  const over = Promise.withResolvers<void>()
  const shared = {
    summary: 'For tests.',
    category: 'test',
    icon: 'flask',
    examples: [],
    input: z.object({ a: z.string() }),
    output: z.object({ text: z.string() }),
  }
  const calls = defineBlock({
    ...shared,
    ...{ id: 'kit.calls', title: 'Calls', effect: 'external', needs: ['idempotencyKey'] },
    run: async ({ idempotencyKey }) => {
      await begun.promise // the transaction of its neighbours is open, and has written
      called.push(idempotencyKey)
      setImmediate(over.resolve)
      return { text: 'called' }
    },
  })
  const fails = defineBlock({
    ...shared,
    ...{ id: 'kit.fails-late', title: 'Fails late', effect: 'transactional' },
    run: async () => {
      begun.resolve()
      await over.promise // the call has ended
      throw new AppError('block-failed', 'It failed.')
    },
  })
  const blocks = new Map([...kitBlocks, [calls.card.id, calls], [fails.card.id, fails]])
  const flow = flowOf({
    nodes: {
      a: { block: 'kit.transactional' },
      b: { block: 'kit.calls' },
      c: { block: 'kit.transactional' },
      d: { block: 'kit.fails-late' },
    },
    wires: ['a.text > b.a', 'a.text > c.a', 'a.text > d.a'],
  })
  const run = await begin(ada, await agentWith(ada, flow, new Map([...blocks].map(([id, { card }]) => [id, card]))))
  await runSegment(run, 1, Promise.resolve(blocks))
  expect(called).toEqual([`${run}/b`])
  expect(await stateOf(run)).toMatchObject({ status: 'failed', epoch: 1 })
  expect(await stepsOf(run)).toEqual(['a', 'b', 'c', 'd'])
})

it('[durable.one-end] the end is in the commit of the last steps, and a run that somebody wants to hold does not end', async () => {
  const { run } = await walked(transfers(['0.01', '0.02']))
  const [row] = await asSystem(
    (tx) => tx.sql<{ same: boolean }>`select r.xmin = s.xmin as same from run r join run_step s on s.run_id = r.id and s.path = 't1'
    where r.id = ${run}`,
  )
  expect(row).toEqual({ same: true })

  const held = await begin(ada, await agentWith(ada, transfers(['0.03', '0.04'])))
  await asSystem((tx) => tx.sql`update run set pause_asked_at = now(), pause_asked_by = 'Ada', paused_from = 'running' where id = ${held}`)
  await runSegment(held, 1)
  expect(await stateOf(held)).toMatchObject({ status: 'paused', output: null })
  expect(await stepsOf(held)).toEqual(['t0', 't1'])
  expect((await eventsOf(held)).map(({ kind }) => kind)).not.toContain('run.completed')
  await resumeRun(ada, { run: held })
  await runSegment(held, 2)
  const state = await stateOf(held)
  const ended = (await eventsOf(held)).find(({ kind }) => kind === 'run.completed')
  expect(state).toMatchObject({ status: 'completed' })
  expect(ended).toMatchObject({ output: state.output })
  expect((await eventsOf(held)).filter(({ kind }) => kind === 'node.completed')).toHaveLength(2)
})

it('[durable.group] commits of several runs travel together; a run that was lost takes nobody along', async () => {
  const agent = await agentWith(ada, transfers(['0.01']))
  const runs = await Promise.all(Array.from({ length: 6 }, () => begin(ada, agent)))
  for (const run of runs) await takeUp(run, 1)
  const [lost] = runs
  await takeUp(lost ?? '', 1) // by another worker
  const none = { keys: [], kinds: [], bodies: [], hashes: [] }
  const outcomes = await Promise.all(
    runs.map((runId) =>
      commitTogether({
        ...{ runId, workspaceId: ada.workspaceId, epoch: 1, outlet: null, note: null, own: none, said: none },
        steps: [{ path: 'a', outcome: 'done', output: '{}', error: null }],
      }),
    ),
  )
  expect(outcomes).toEqual([null, 0, 0, 0, 0, 0])
  const [row] = await asSystem(
    (tx) =>
      tx.sql<{
        steps: number
        commits: number
      }>`select count(*)::int as steps, count(distinct xmin::text)::int as commits from run_step where run_id = any(${runs}::uuid[])`,
  )
  expect(row?.steps).toBe(5)
  expect(row?.commits).toBeLessThan(5)
})
