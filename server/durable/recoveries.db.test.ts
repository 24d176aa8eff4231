import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerTo } from '../engine/random-flow.test-kit.ts'
import { kitBlocks, kitCatalogue } from '../engine/test-blocks.test-kit.ts'
import type { Principal } from '../kernel/principal.ts'
import { inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { handsFor } from '../runs/hands.ts'
import { runSegment } from '../runs/index.ts'
import { recorderOf } from '../runs/recorder.ts'
import { agentWith, begin, flowOf, somebody, stateOf } from '../runs/runs.test-kit.ts'
import { settleWait } from '../runs/settle-wait.ts'
import { closeDurable, createDbosWorld, type DbosWorld, takeUp, waitIdOf } from './index.ts'

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

const started = async (): Promise<string> => begin(ada, await agentWith(ada, flowOf({ nodes: { draw: { block: 'kit.drawn' } } }), kitCatalogue))

/** A worker takes it up and goes away: at once, or having done something. Answers how many had gone for nothing before it. */
async function takenUp(run: string, work?: (world: DbosWorld) => Promise<unknown>): Promise<number> {
  const taken = await takeUp(run, 1)
  if (!taken) throw new Error('the run cannot be taken up')
  const world: DbosWorld = createDbosWorld(taken, { recorder: recorderOf(taken), hands: (context) => handsFor(taken, world, context) })
  await work?.(world)
  world.close()
  return taken.recoveries
}

describe('a run that is taken up again and again', () => {
  it('[durable.poison] is counted anew whenever anything came of it, also within one long segment', async () => {
    const run = await started()
    expect(await takenUp(run)).toBe(0)
    expect(await takenUp(run)).toBe(1)
    expect(await takenUp(run, (world) => world.journal.record({ steps: [{ path: 'a', checkpoint: { outcome: 'done', output: {} } }] }))).toBe(2)
    expect(await takenUp(run)).toBe(0)
    expect(await takenUp(run, (world) => world.decide('race/~winner', { winner: 'a' }))).toBe(1)
    expect(await takenUp(run)).toBe(0)
    const question = { kind: 'question', title: 'What now?', component: 'ApprovalCard', props: {}, responseSchema: {} } as const
    expect(await takenUp(run, (world) => world.wait({ path: 'ask', kind: 'human', question }))).toBe(1)
    expect(await takenUp(run)).toBe(0)
    const answer = { ...answerTo('ask'), by: { id: ada.personId, name: ada.name } }
    expect(await takenUp(run, () => inWorkspace(ada.workspaceId, (tx) => settleWait(tx, ada.workspaceId, waitIdOf(run, 'ask'), () => answer)))).toBe(1)
    expect(await takenUp(run)).toBe(0)
    expect(await takenUp(run, (world) => world.wait({ path: 'sleep', kind: 'timer', afterMs: 1 }))).toBe(1)
    expect(await takenUp(run)).toBe(0)
    expect(await takenUp(run)).toBe(1)
  })

  it('[durable.poison] is ended when twenty workers went away at one place, also when none of them could write a word of it', async () => {
    const [deadly, slow] = [await started(), await started()]
    for (let n = 0; n < 20; n++) await takenUp(deadly)
    for (let n = 0; n < 30; n++) await takenUp(slow, (world) => (n === 15 ? world.decide('somewhere', {}) : Promise.resolve()))
    for (const run of [deadly, slow]) await runSegment(run, 1, Promise.resolve(kitBlocks))
    expect(await stateOf(deadly)).toMatchObject({ status: 'failed', error: { message: expect.stringContaining('stopped 20 times at the same place') } })
    expect(await stateOf(slow)).toMatchObject({ status: 'completed' })
  })
})
