import { setTimeout as sleep } from 'node:timers/promises'
import { untilPassed, waitIdOf } from '../../server/durable/index.ts'
import { answerTo } from '../../server/engine/random-flow.test-kit.ts'
import { nobodyAnswers } from '../../server/engine/test-blocks.test-kit.ts'
import { isAppError } from '../../server/kernel/errors.ts'
import type { Principal } from '../../server/kernel/principal.ts'
import { asSystem } from '../../server/platform/db.ts'
import { answerWait } from '../../server/runs/index.ts'

export type Caretaker = {
  /** Resolves when the run has ended. Rejects, saying where it stands, when nothing comes of it for four minutes. */
  ended(run: string): Promise<void>
  stop(): void
}
type Charge = { since: number; place: string; done(): void; failed(error: Error): void }

const patienceMs = 240_000

/** Looks after many runs at once: answers what they ask, now while they work and now when they wait, one question a look. */
export function startCaretaker(who: Principal, random: () => number): Caretaker {
  const charges = new Map<string, Charge>()
  let stopping = false
  const looking = lookAfter()
  looking.catch((error: Error) => {
    for (const { failed } of charges.values()) failed(error)
  })
  return {
    ended: (run) => new Promise<void>((done, failed) => charges.set(run, { since: Date.now(), place: '', done, failed })),
    stop() {
      stopping = true
    },
  }

  async function lookAfter(): Promise<void> {
    while (!stopping) {
      const runs = [...charges.keys()]
      for (const { id, status, place } of await untilPassed(() => statesOf(runs))) settle(id, status, place)
      const asking = await untilPassed(() => openQuestions([...charges.keys()]))
      await Promise.all(asking.filter(() => random() < 0.5).map(answer))
      await sleep(40)
    }
  }

  function settle(run: string, status: string, place: string): void {
    const charge = charges.get(run)
    if (!charge) return
    if (['completed', 'failed', 'cancelled'].includes(status)) {
      charges.delete(run)
      charge.done()
    } else if (place !== charge.place) Object.assign(charge, { place, since: Date.now() })
    else if (Date.now() - charge.since > patienceMs) {
      charges.delete(run)
      placeOf(run).then((where) => charge.failed(new Error(`nothing comes of the run ${run} any more: ${where}`)), charge.failed)
    }
  }

  async function answer({ run, path }: { run: string; path: string }): Promise<void> {
    try {
      await untilPassed(() => answerWait(who, { wait: waitIdOf(run, path), outcome: 'answered', value: answerTo(path).value }))
    } catch (error) {
      if (!isAppError(error) || error.code !== 'already-answered') throw error // the answer before had arrived, only its receipt was lost
    }
  }
}

const statesOf = (runs: string[]) =>
  asSystem(
    (tx) => tx.sql<{ id: string; status: string; place: string }>`select r.id, r.status, r.segment || '/' || f.last_seq as place
      from run r join feed f on f.id = r.id where r.id = any(${runs}::uuid[])`,
  )

/** One of each run. */
const openQuestions = (runs: string[]) =>
  asSystem(
    (tx) => tx.sql<{ run: string; path: string }>`select distinct on (run_id) run_id as run, path from run_wait
      where run_id = any(${runs}::uuid[]) and status = 'open' and kind = 'human' and question ->> 'title' <> ${nobodyAnswers} order by run_id, random()`,
  )

/** For whoever reads a failure: where the run stands, and who should be at it. */
async function placeOf(run: string): Promise<string> {
  const [row] = await asSystem(
    (tx) => tx.sql`select r.status, r.segment, r.epoch, r.admitted,
    (select json_agg(json_build_object('id', s.workflow_uuid, 'status', s.status, 'worker', s.executor_id)) from dbos.workflow_status s where s.workflow_uuid like ${`${run}:%`}) as queue,
    (select json_agg(json_build_object('worker', l.executor_id, 'age', clock_timestamp() - l.beat)) from worker_lease l) as leases,
    (select json_agg(json_build_object('path', w.path, 'kind', w.kind, 'status', w.status)) from run_wait w where w.run_id = r.id) as waits
    from run r where r.id = ${run}`,
  )
  return JSON.stringify(row)
}
