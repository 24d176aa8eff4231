import { afterAll, beforeAll } from 'vitest'
import { flow, node } from '../engine/flow.test-kit.ts'
import { kitCatalogue } from '../engine/test-blocks.test-kit.ts'
import { worldSuite } from '../engine/world.suite.ts'
import type { Principal } from '../kernel/principal.ts'
import { openLedger } from '../memory/records/index.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { handsFor } from '../runs/hands.ts'
import { recordOpening } from '../runs/opening.ts'
import { recorderOf } from '../runs/recorder.ts'
import { agentWith, begin, eventsOf, somebody } from '../runs/runs.test-kit.ts'
import { settleWait } from '../runs/settle-wait.ts'
import { closeDurable, createDbosWorld, type DbosWorld, takeUp, waitIdOf } from './index.ts'
import { readAnswers } from './read-answers.ts'

let database: Awaited<ReturnType<typeof testDatabase>>

beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await closeDurable()
  await database?.drop()
})

worldSuite('dbos-world', async () => {
  const who: Principal = await somebody()
  const { workspaceId } = who
  await inWorkspace(workspaceId, (tx) => openLedger(tx, workspaceId, 'Ada'))
  // which flow is walked, the suite says: here any agent will do
  const runId = await begin(who, await agentWith(who, flow({ draw: node('kit.drawn') }), kitCatalogue))
  let held: DbosWorld | undefined
  return {
    async open() {
      const taken = await takeUp(runId, 1)
      if (!taken) throw new Error('the run cannot be taken up')
      const world: DbosWorld = createDbosWorld(taken, { recorder: recorderOf(taken), hands: (context) => handsFor(taken, world, context) })
      recordOpening(taken, world)
      held = world
      return { world, end: () => world.journal.record() }
    },
    async answer(path, answer) {
      const by = { id: who.personId, name: who.name }
      await inWorkspace(workspaceId, (tx) => settleWait(tx, workspaceId, waitIdOf(runId, path), () => ({ ...answer, by })))
      held?.hear(await readAnswers(held.pending()))
    },
    async steps() {
      const rows = await asSystem(
        (tx) => tx.sql<{ path: string }>`select s.path from run_step s
        join feed_entry e on e.feed_id = s.run_id and e.kind in ('node.completed', 'node.failed') and e.body ->> 'path' = s.path
        where s.run_id = ${runId} order by e.seq`,
      )
      return rows.map(({ path }) => path)
    },
    events: () => eventsOf(runId),
    async transfers() {
      const [row] = await inWorkspace(
        workspaceId,
        (tx) => tx.sql<{ count: number }>`select count(*)::int as count from ledger_transfer where idempotency_key not like 'opening:%'`,
      )
      return row?.count ?? 0
    },
  }
})
