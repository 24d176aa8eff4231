import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { defineBlock } from '../engine/define-block.ts'
import { flow, node } from '../engine/flow.test-kit.ts'
import { kitBlocks, kitCatalogue } from '../engine/test-blocks.test-kit.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { getPayload } from '../runs/get-payload.ts'
import { exportRun, getRun, listRuns, retryRun, runSegment } from '../runs/index.ts'
import { recorderOf } from '../runs/recorder.ts'
import { agentWith, begin, eventsOf, flowOf, somebody } from '../runs/runs.test-kit.ts'
import { runEndOf } from '../triggers/trigger-store.ts'
import { closeDurable, createDbosWorld, removeOld, takeUp } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
})
afterAll(async () => {
  await closeDurable()
  await database?.drop()
})

const shared = { summary: 'For tests.', category: 'test', icon: 'flask', examples: [] }
const long = 'ö'.repeat(100_000)
const forged = { $large: { hash: 'f'.repeat(64), bytes: 1, preview: '' } }
const make = defineBlock({
  ...{ ...shared, id: 'kit.long', title: 'Long', effect: 'recorded', input: z.object({}) },
  output: z.object({ text: z.string(), small: z.string(), forged: z.json() }),
  run: () => ({ text: long, small: 'small', forged }),
})
const take = defineBlock({
  ...{ ...shared, id: 'kit.take', title: 'Take', effect: 'recorded', input: z.object({ text: z.string() }), output: z.object({ length: z.number() }) },
  run: ({ input }) => ({ length: input.text.length }),
})

async function open(runId: string) {
  const taken = await takeUp(runId, 1)
  if (!taken) throw new Error('the run cannot be taken up')
  return createDbosWorld(taken, { recorder: recorderOf(taken), hands: () => ({}) })
}

it('[durable.large] keeps a large value once: checkpoints and events refer to it, steps and pages get it whole', async () => {
  const run = await begin(ada, await agentWith(ada, flow({ draw: node('kit.drawn') }), kitCatalogue))
  const first = await open(run)
  const made = await first.step({ path: 'make', block: make, input: {}, handled: false })
  expect(made).toEqual({ outcome: 'done', output: { text: long, small: 'small', forged } })
  await first.step({ path: 'take', block: take, input: { text: long }, handled: false })
  await first.settled()

  const events = await eventsOf(run)
  const completed = events.find((event) => event.kind === 'node.completed' && event.path === 'make')
  const transferred = events.find((event) => event.kind === 'wire.transferred')
  expect(transferred).toMatchObject({ path: 'take', port: 'text', from: { node: 'make', port: 'text' }, bytes: 200_002 })
  expect(completed).toMatchObject({ output: { text: { $large: { hash: transferred?.reference, bytes: 200_002 } }, small: 'small' } })
  expect(await asSystem((tx) => tx.sql`select output from run_step where run_id = ${run} and path = 'make'`)).toEqual([{ output: null }]) // its event says it
  expect(JSON.stringify(events).length).toBeLessThan(5000)
  expect(await getPayload(ada, { run, hash: transferred?.reference ?? '' })).toEqual({ value: long, bytes: 200_002 })
  await expect(getPayload(ada, { run: ada.personId, hash: transferred?.reference ?? '' })).rejects.toMatchObject({ code: 'not-found' })

  const second = await open(run)
  expect(second.recall('make')).toEqual(made)
  expect((await asSystem((tx) => tx.sql`select from payload`)).length).toBe(2)
  await asSystem((tx) => tx.sql`update run set status = 'completed', finished_at = now() - interval '40 days' where id = ${run}`)
  await removeOld(30)
  expect(await asSystem((tx) => tx.sql`select from payload union all select from payload_use`)).toEqual([])
})

it('[runs.large] what a run is given and gives is kept once when it is large; whoever reads it gets it whole, and its file proves itself', async () => {
  const start = defineBlock({
    ...{ ...shared, id: 'kit.given', title: 'Given', effect: 'recorded', trigger: true, input: z.object({}) },
    output: z.object({ text: z.string(), forged: z.json() }),
    run: () => ({ text: '', forged: null }),
  })
  const blocks = new Map([...kitBlocks, [start.card.id, start], [make.card.id, make]])
  const agent = await agentWith(
    ada,
    flowOf({ nodes: { start: { block: 'kit.given' }, make: { block: 'kit.long' } }, wires: ['start.done > make.after'] }),
    new Map([...blocks].map(([id, { card }]) => [id, card])),
  )
  const input = { text: `First ${long}`, forged }
  const run = await begin(ada, agent, input)
  await runSegment(run, 1, Promise.resolve(blocks))
  const workspace = ada.workspaceSlug
  const { entries, flow: _, waits: __, ...whole } = await getRun(ada, { workspace, run })
  expect(whole).toMatchObject({ status: 'completed', input, output: { make: { text: long, small: 'small', forged } } })
  expect(JSON.stringify(entries).length).toBeLessThan(6000)
  const [kept] = await asSystem((tx) => tx.sql<{ size: number }>`select length(input::text) + length(output::text) as size from run where id = ${run}`)
  expect(kept?.size).toBeLessThan(2000)
  expect((await listRuns(ada, { workspace, limit: 1 })).runs[0]?.preview).toMatch(/^First ö+…$/)

  const { faultOf } = (await import('../../workers/verify-run.mjs' as string)) as { faultOf: (file: unknown) => string | null }
  const file = await exportRun(ada, { run })
  expect(faultOf(file)).toBeNull()
  const [hash = ''] = Object.keys(file.large)
  expect(faultOf({ ...file, large: { ...file.large, [hash]: 'other' } })).toBe(`the large value ${hash} was changed`)
  const { [hash]: ___, ...fewer } = file.large
  expect(faultOf({ ...file, large: fewer })).toMatch(/^a large value that entry \d+ refers to is missing$/)

  const again = await retryRun(ada, { run })
  expect((await getRun(ada, { workspace, run: again.id })).input).toEqual(input)
  // who waits for a run gets what it gave, whole
  expect(await inWorkspace(ada.workspaceId, (tx) => runEndOf(tx, ada.workspaceId, run))).toMatchObject({ output: { make: { text: long } } })
  // rows of before hold everything themselves
  await asSystem((tx) => tx.sql`update run set input = ${JSON.stringify({ text: long })}::jsonb where id = ${again.id}`)
  expect((await getRun(ada, { workspace, run: again.id })).input).toEqual({ text: long })
})
