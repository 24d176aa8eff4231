import { randomUUID } from 'node:crypto'
import { DBOS } from '@dbos-inc/dbos-sdk'
import { wfQueueRunner } from '@dbos-inc/dbos-sdk/internal/wfqueue'
import { systemSql } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { log } from '../platform/log.ts'
import { announce, listen } from '../platform/notify.ts'
import { registerRunQueue } from './client.ts'
import { dbosLogger } from './dbos-logger.ts'
import { every } from './every.ts'
import { heldRuns, restAll, stopHeld } from './held.ts'
import { takeLease } from './leases.ts'
import { hearAnswers } from './live-answers.ts'
import { admitLeftBehind, requeueOrphans } from './orphans.ts'
import { applicationName, protocolVersion, runQueue, segmentWorkflow, workflowId } from './protocol.ts'
import { queueUrl } from './queue-url.ts'
import { readdress } from './readdress.ts'
import { giveBack, goneFinder, reap, strayFinder } from './reaper.ts'
import { removeOld } from './retention.ts'
import { markStuck } from './stuck.ts'
import { takeOnAnnouncement, type Work } from './wake.ts'

export type Worker = {
  executorId: string
  /** `ready`: it takes runs. Not while it has lost its connection, nor once it was told to end. */
  state(): { ready: boolean; runs: number }
  /** Takes nothing new, lets the steps under way end (half a second at most), gives the runs back to the queue. */
  handOver(): Promise<void>
}

export type WorkerOptions = {
  run: Work
  /** Called once when this process may hold no run any more. It must end the process. */
  lost: (why: string) => void
}

/** Makes this process a worker: it takes runs from the queue, and those of workers that went away. */
export async function startWorker({ run, lost }: WorkerOptions): Promise<Worker> {
  const executorId = randomUUID()
  /** What is under way here, by its name in the queue: its latest start, since one given back by mistake may start again before the first is over. */
  const active = new Map<string, symbol>()
  const lease = await takeLease(executorId, lost)
  DBOS.setConfig({
    name: applicationName,
    systemDatabaseUrl: queueUrl(env.databaseUrl()),
    systemDatabasePoolSize: 8,
    executorID: executorId,
    applicationVersion: protocolVersion(),
    listenQueues: [runQueue],
    runMigrations: false,
    logger: dbosLogger,
  })
  const segment: Work = async (runId, number, taken) => {
    const id = workflowId(runId, number)
    const start = Symbol()
    active.set(id, start)
    try {
      await run(runId, number, taken)
    } finally {
      if (active.get(id) === start) active.delete(id)
    }
  }
  // a run is never given up for having changed hands often: runs/ decides by what came of it
  DBOS.registerWorkflow(segment, { name: segmentWorkflow, maxRecoveryAttempts: 1_000_000 })
  await registerRunQueue() // before the launch, which else would see the queue a second later
  await DBOS.launch()

  const endGone = goneFinder(lease.steady)
  const upkeep = async (): Promise<void> => {
    await endGone()
    await reap()
  }
  void upkeep().catch(() => undefined) // the first look at once: who was started again finds soonest what it had
  const stops = [
    takeOnAnnouncement(executorId, segment),
    every(500, upkeep),
    every(500, readdress),
    every(
      2000,
      strayFinder(executorId, () => active),
    ),
    every(5000, requeueOrphans),
    every(1000, admitLeftBehind),
    every(60_000, () => markStuck()),
    every(600_000, () => removeOld(env.keepRunsDays())),
    every(500, stopCancelled),
    listen('hearth_cancel', (ids) => ids.forEach(stopHeld)),
    every(1000, hearAnswers),
    listen('hearth_answer', (ids) => void hearAnswers(ids).catch(() => undefined)), // then the slow look finds them
  ]
  let ending = false
  log.info({ worker: executorId }, 'worker ready')
  return {
    executorId,
    state: () => ({ ready: !ending && lease.kept(), runs: active.size }),
    async handOver() {
      ending = true
      for (const stop of stops) stop()
      wfQueueRunner.stop()
      await Promise.race([restAll(), new Promise((done) => setTimeout(done, 500))])
      await giveBack(executorId)
      announce('hearth_queue', ['handed-over'])
      await lease.release()
    },
  }
}

/** Hears of cancelling also when the announcement was missed. */
async function stopCancelled(): Promise<void> {
  const held = heldRuns()
  if (held.length === 0) return
  const rows = await systemSql<{ id: string }>`select id from run where id = any(${held}::uuid[]) and cancel_asked_at is not null`
  for (const { id } of rows) stopHeld(id)
}
