import { expect } from 'vitest'
import type { ConversationEntry } from '../../server/conversation/index.ts'
import { untilPassed } from '../../server/durable/index.ts'
import { templates } from '../../server/flows/templates/index.ts'
import { isAppError } from '../../server/kernel/errors.ts'
import { newId } from '../../server/kernel/ids.ts'
import type { Principal } from '../../server/kernel/principal.ts'
import { read, readChain, verifyChain } from '../../server/memory/feed/index.ts'
import { ledgerOver, openLedger } from '../../server/memory/records/index.ts'
import { asSystem, inWorkspace } from '../../server/platform/db.ts'
import { createRoom, postMessage } from '../../server/rooms/index.ts'
import { answerWait, listWaits } from '../../server/runs/index.ts'
import { agentWith, eventsOf, eventually, somebody, stateOf } from '../../server/runs/runs.test-kit.ts'
import { shown } from './shown.test-kit.ts'

/** A person who talks to the payments assistant, and what must have come of it. */
export type Talk = { who: Principal; room: string; runs: string[]; sent: number; before: number }

export async function talker(): Promise<Talk> {
  const who = await somebody()
  await inWorkspace(who.workspaceId, (tx) => openLedger(tx, who.workspaceId, 'Ada'))
  const payments = templates.find((template) => template.id === 'payments-assistant')
  if (!payments) throw new Error('the template is gone')
  const agent = await agentWith(who, payments.flow)
  return { who, room: (await createRoom(who, { agent })).id, runs: [], sent: 0, before: await annas(who) }
}

/** Asks for the balance, then sends money, as a person would; every question is answered. Tries again while the database is away. */
export async function talk(talk: Talk): Promise<void> {
  await say(talk, 'What is my balance?')
  // little enough that no room runs out of money
  await say(talk, 'Send 1 EUR to Anna')
  talk.sent++
}

async function say({ who, room, runs }: Talk, text: string): Promise<void> {
  const id = newId()
  const { runId } = await untilPassed(() => postMessage(who, { room, id, text }))
  if (!runId) throw new Error('no run was started')
  runs.push(runId)
  await eventually(async () => {
    const { status } = await untilPassed(() => stateOf(runId))
    if (status === 'waiting') await answerAll(who, runId)
    return ['completed', 'failed', 'cancelled'].includes(status) ? true : undefined
  }, `the run ${runId} to end`)
}

async function answerAll(who: Principal, runId: string): Promise<void> {
  const { waits } = await untilPassed(() => listWaits(who))
  for (const wait of waits.filter((each) => each.runId === runId)) {
    try {
      await untilPassed(() => answerWait(who, { wait: wait.id, outcome: 'approved', value: {} }))
    } catch (error) {
      if (!isAppError(error) || error.code !== 'already-answered') throw error // the answer before had arrived, only its receipt was lost
    }
  }
}

async function annas({ workspaceId }: Principal): Promise<number> {
  const { available } = await inWorkspace(workspaceId, (tx) => ledgerOver(tx, workspaceId).find('anna'))
  return Number(available.amountMinor)
}

/** What people see in the room when they open it. */
export async function seen({ who, room }: Talk): Promise<string[]> {
  const entries = await read(who.workspaceId, room, 0, 100_000)
  return shown(entries.map(({ seq, at, body }) => ({ seq, at, event: body }) as unknown as ConversationEntry))
}

/** Every run ended well, money moved once a talk, the room shows each talk as it is shown undisturbed, and the feed's chain is whole. */
export async function expectWhole(each: Talk, undisturbed: string[]): Promise<void> {
  const { workspaceId } = each.who
  const states = await asSystem((tx) => tx.sql<{ status: string }>`select distinct status from run where workspace_id = ${workspaceId}`)
  expect(states).toEqual([{ status: 'completed' }])
  expect(await inWorkspace(workspaceId, (tx) => tx.sql`select from ledger_transfer where idempotency_key not like 'opening:%'`)).toHaveLength(each.sent)
  expect((await annas(each.who)) - each.before).toBe(each.sent * 100)
  expect(await seen(each)).toEqual(Array.from({ length: each.sent }, () => undisturbed).flat())
  expect(verifyChain(each.room, await readChain(workspaceId, each.room, 0, 100_000))).toMatchObject({ ok: true })
  for (const run of each.runs) {
    const kinds = (await eventsOf(run)).map((event) => event.kind)
    expect(kinds.filter((kind) => ['run.completed', 'run.failed', 'run.cancelled'].includes(kind))).toEqual(['run.completed'])
  }
}
