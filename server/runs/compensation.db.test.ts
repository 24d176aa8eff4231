import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadBlocks } from '../blocks/index.ts'
import { closeDurable } from '../durable/index.ts'
import { ledgerOver, openLedger } from '../memory/records/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { runSegment } from './index.ts'
import { agentWith, begin, eventsOf, flowOf, somebody, stateOf } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await closeDurable()
  await database?.drop()
})

it('[engine.compensation] what was done is taken back by an ordinary block on the error port of what failed later, once, and the run is well', async () => {
  const ada = await somebody()
  await inWorkspace(ada.workspaceId, (tx) => openLedger(tx, ada.workspaceId, 'Ada'))
  const saved = () => inWorkspace(ada.workspaceId, async (tx) => Number((await ledgerOver(tx, ada.workspaceId).find('savings')).available.amountMinor))
  const transfer = (from: string, to: string) => ({ block: 'ledger.transfer', inputs: { from, to, amount: '10.00', memo: `from ${from}` } })
  /** An order outside that is refused, or one that is not there at all. */
  const flow = (fails: boolean) => ({
    nodes: {
      aside: transfer('main', 'savings'),
      ...(fails ? { order: { block: 'http.request', inputs: { url: 'http://127.0.0.1:9/', method: 'POST' } } } : { order: { block: 'random.id' } }),
      back: transfer('savings', 'main'),
    },
    wires: ['aside.done > order.after', 'order.error > back.after'],
  })
  const before = await saved()
  for (const [fails, kept] of [
    [true, 0],
    [false, 10_00],
  ] as const) {
    const run = await begin(ada, await agentWith(ada, flowOf(flow(fails))))
    await runSegment(run, 1, loadBlocks())
    expect((await stateOf(run)).status).toBe('completed')
    expect((await saved()) - before).toBe(kept)
    const back = (await eventsOf(run)).filter((event) => 'path' in event && event.path === 'back').map(({ kind }) => kind)
    expect(back).toEqual(fails ? ['node.started', 'node.completed'] : ['node.skipped'])
  }
})
