import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import { flowSchema } from '../engine/flow.ts'
import { emptyRun, foldRun, type RunState } from '../engine/run-state.ts'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { openLedger } from '../memory/records/index.ts'
import { inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import type { RunExport } from './contract.ts'
import { answerWait, bulkRuns, cancelRun, countRuns, dismissRun, exportRun, forkRun, getRun, listRuns, retryRun } from './index.ts'
import { agentWith, begin, eventsOf, flowOf, somebody, startWorkerProcess, stepsOf, until, type WorkerProcess } from './runs.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let service: Server
let works = false
let url = ''

beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
  ada = await somebody()
  await inWorkspace(ada.workspaceId, (tx) => openLedger(tx, ada.workspaceId, 'Ada'))
  service = createServer((_request, response) => {
    response.statusCode = works ? 200 : 404
    response.end('done')
  })
  await once(service.listen(0, '127.0.0.1'), 'listening')
  url = `http://127.0.0.1:${(service.address() as AddressInfo).port}/`
})
afterAll(async () => {
  await worker?.stop()
  service?.close()
  await closeDurable()
  await database?.drop()
})

const workspace = () => ada.workspaceSlug
const detail = (run: string) => getRun(ada, { workspace: workspace(), run })
const fork = (run: string, more: { from?: string; edits?: Record<string, Record<string, number | string>> } = {}) =>
  forkRun(ada, { workspace: workspace(), run, edits: {}, ...more })
const list = async (more: Partial<Parameters<typeof listRuns>[1]> = {}) =>
  (await listRuns(ada, { workspace: workspace(), limit: 100, ...more })).runs.map(({ id }) => id)
const transfers = () => inWorkspace(ada.workspaceId, (tx) => tx.sql`select from ledger_transfer where idempotency_key not like 'opening:%'`)
const ended = (run: string) => until(run, 'completed', 'failed', 'cancelled')

/** Pays, asks, then divides by nothing. */
const payAndShare = flowOf({
  nodes: {
    start: { block: 'manual.start' },
    pay: { block: 'ledger.transfer', inputs: { to: 'anna', amount: '25', memo: 'lunch' } },
    ok: { block: 'human.approval', inputs: { title: 'Share it?' } },
    share: { block: 'math.divide', inputs: { a: 9, b: 0 } },
    tail: { block: 'random.id' },
    apart: { block: 'random.id' },
  },
  wires: ['start.done > pay.after', 'pay.done > ok.after', 'ok.approved > share.after', 'share.done > tail.after', 'start.done > apart.after'],
})
const failing = flowOf({ nodes: { share: { block: 'math.divide', inputs: { a: 9, b: 0 } }, id: { block: 'random.id' } }, wires: ['share.done > id.after'] })

async function failedAfterYes(): Promise<string> {
  const run = await begin(ada, await agentWith(ada, payAndShare))
  await until(run, 'waiting')
  const [wait] = (await detail(run)).waits
  await answerWait(ada, { wait: wait?.id ?? '', outcome: 'approved', value: {} })
  expect((await ended(run)).status).toBe('failed')
  return run
}

describe('repairing a run', () => {
  it('[runs.fork] [runs.edit] goes on from the failure with another input: money moved and questions answered are not done again', async () => {
    const run = await failedAfterYes()
    const paid = (await transfers()).length
    const { outputs } = await outputsOf(run)
    const again = await fork(run, { edits: { share: { b: 3 } } })
    expect(again).toMatchObject({ forkedFrom: run, forkPath: 'share', trigger: 'manual', attention: false })
    expect((await ended(again.id)).status).toBe('completed')
    expect(await transfers()).toHaveLength(paid)
    expect(await stepsOf(again.id)).toEqual(expect.arrayContaining(['apart', 'pay', 'tail', '~edits']))
    const later = await outputsOf(again.id)
    expect(later.outputs.apart).toEqual(outputs.apart)
    expect(later.outputs.pay).toEqual(outputs.pay)
    expect(later.outputs.share).toMatchObject({ result: 3 })
    expect(later.attempts.pay).toBe('0.1')
    expect((await detail(again.id)).waits).toMatchObject([{ path: 'ok/answer', status: 'answered', answer: { outcome: 'approved' } }])
    // the first is as it was
    expect((await detail(run)).status).toBe('failed')
  })

  it('[runs.fork] does a step and all that follows from it anew, and nothing beside it', async () => {
    const run = await failedAfterYes()
    const before = await outputsOf(run)
    const paid = (await transfers()).length
    const again = await fork(run, { from: 'ok', edits: { share: { b: 1 } } })
    await until(again.id, 'waiting')
    const asked = (await detail(again.id)).waits
    expect(asked).toMatchObject([{ status: 'open' }])
    await answerWait(ada, { wait: asked[0]?.id ?? '', outcome: 'approved', value: {} })
    expect((await ended(again.id)).status).toBe('completed')
    expect(await transfers()).toHaveLength(paid)
    expect((await outputsOf(again.id)).outputs.apart).toEqual(before.outputs.apart)
    // a fork of the fork keeps the edit, and makes what it is told to make anew
    const third = await fork(again.id, { from: 'tail' })
    expect((await ended(third.id)).status).toBe('completed')
    const [second, last] = [await outputsOf(again.id), await outputsOf(third.id)]
    expect(last.outputs.share).toEqual(second.outputs.share)
    expect(last.outputs.tail).not.toEqual(second.outputs.tail)
  })

  it('[runs.fork] [runs.edit] does a container anew as a whole when a step in it is changed, and what came before it not', async () => {
    const drawn = flowOf({
      nodes: {
        pay: { block: 'ledger.transfer', inputs: { to: 'anna', amount: '1', memo: 'each' } },
        each: { block: 'control.for-each', inputs: { items: [2, 4] } },
        share: { block: 'math.divide', inputs: { b: 0 } },
      },
      wires: ['pay.done > each.after', 'each.item > share.a', 'share.result > each.result'],
    })
    const flow = flowSchema.parse({ ...drawn, nodes: { ...drawn.nodes, share: { ...drawn.nodes.share, parent: 'each' } } })
    const run = await begin(ada, await agentWith(ada, flow))
    expect((await ended(run)).status).toBe('failed')
    const paid = (await transfers()).length
    const halved = await fork(run, { from: 'each/0/share', edits: { share: { b: 2 } } })
    expect((await ended(halved.id)).status).toBe('completed')
    expect((await outputsOf(halved.id)).outputs.each).toMatchObject({ results: [1, 2] })
    const wired = await fork(halved.id, { edits: { share: { a: 8 } } })
    expect((await ended(wired.id)).status).toBe('completed')
    expect((await outputsOf(wired.id)).outputs.each).toMatchObject({ results: [4, 4] })
    expect(await transfers()).toHaveLength(paid)
  })

  it('[runs.fork] goes on where a cancelled run stopped', async () => {
    const run = await begin(
      ada,
      await agentWith(
        ada,
        flowOf({ nodes: { id: { block: 'random.id' }, ok: { block: 'human.approval', inputs: { title: 'Go?' } } }, wires: ['id.done > ok.after'] }),
      ),
    )
    await until(run, 'waiting')
    await expect(fork(run)).rejects.toMatchObject({ code: 'conflict' })
    await expect(retryRun(ada, { run })).rejects.toMatchObject({ code: 'conflict' })
    await cancelRun(ada, { run })
    const again = await fork(run)
    await until(again.id, 'waiting')
    expect((await outputsOf(again.id)).outputs.id).toEqual((await outputsOf(run)).outputs.id)
    const open = (await detail(again.id)).waits.filter(({ status }) => status === 'open')
    expect(open).toHaveLength(1)
    await answerWait(ada, { wait: open[0]?.id ?? '', outcome: 'approved', value: {} })
    expect((await ended(again.id)).status).toBe('completed')
    await expect(fork(again.id)).rejects.toMatchObject({ code: 'invalid-input' })
  })

  it('[runs.edit] refuses what does not fit, before anything starts', async () => {
    const run = await begin(ada, await agentWith(ada, failing))
    await ended(run)
    const before = await list()
    await expect(fork(run, { edits: { share: { b: 'three' } } })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(fork(run, { edits: { share: { c: 3 } } })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(fork(run, { edits: { nobody: { b: 3 } } })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(fork(run, { from: 'nobody' })).rejects.toMatchObject({ code: 'invalid-input' })
    await expect(forkRun(await somebody(), { workspace: 'x', run, edits: {} })).rejects.toMatchObject({ code: 'not-found' })
    await expect(forkRun({ ...ada, role: 'viewer' }, { workspace: workspace(), run, edits: {} })).rejects.toMatchObject({ code: 'not-allowed' })
    expect(await list()).toEqual(before)
  })

  it('[runs.retry] does the whole again with the first input, once for one key', async () => {
    works = false
    const agent = await agentWith(
      ada,
      flowOf({
        nodes: { start: { block: 'manual.start' }, id: { block: 'random.id' }, get: { block: 'http.request', inputs: { url, failOnStatus: true } } },
        wires: ['start.text > get.body', 'id.done > get.after'],
      }),
    )
    const run = await begin(ada, agent, { text: 'the same' })
    expect((await ended(run)).status).toBe('failed')
    works = true
    const again = await retryRun(ada, { run, idempotencyKey: 'once' })
    expect((await retryRun(ada, { run, idempotencyKey: 'once' })).id).toBe(again.id)
    expect((await ended(again.id)).status).toBe('completed')
    expect((await detail(again.id)).input).toEqual({ text: 'the same' })
    expect((await outputsOf(again.id)).outputs.id).not.toEqual((await outputsOf(run)).outputs.id)
  })
})

describe('a run folded from its feed', () => {
  it('[runs.replay] is what its row says, also when it took over what another did', async () => {
    const run = await failedAfterYes()
    const again = (await fork(run, { edits: { share: { b: 3 } } })).id
    await ended(again)
    for (const id of [run, again]) {
      const { entries, status, output, input, error, waits } = await detail(id)
      const state = entries.reduce<RunState>((folded, { event, at }) => foldRun(folded, event, at), emptyRun)
      expect(state).toMatchObject({ status, input })
      expect(state.output ?? null).toEqual(output)
      expect(state.error?.message).toBe(error?.message)
      expect(Object.values(state.waits).map(({ wait }) => wait)).toEqual(waits.map((wait) => wait.id))
      expect(Object.keys(state.nodes).sort()).toEqual(['apart', 'ok', 'pay', 'share', 'start', ...(status === 'completed' ? ['tail'] : [])])
    }
  })
})

describe('the list of failures', () => {
  it('[runs.dismiss] is empty only when somebody dealt with each: put aside, or ended well another time', async () => {
    const agent = await agentWith(ada, failing)
    const wanting = () => list({ agent, attention: 'true' })
    const run = await begin(ada, agent)
    await ended(run)
    expect(await wanting()).toEqual([run])
    expect((await dismissRun(ada, { run })).dismissed).toMatchObject({ by: 'Ada' })
    expect(await wanting()).toEqual([])
    expect((await dismissRun(ada, { run, undo: true })).dismissed).toBeNull()
    expect(await wanting()).toEqual([run])
    // a second failure stands for the first
    const second = (await retryRun(ada, { run })).id
    await ended(second)
    expect(await wanting()).toEqual([second])
    const third = (await fork(second, { edits: { share: { b: 2 } } })).id
    expect((await ended(third)).status).toBe('completed')
    expect(await wanting()).toEqual([])
    await expect(dismissRun(ada, { run: third })).rejects.toMatchObject({ code: 'conflict' })
    await expect(dismissRun(await somebody(), { run })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('the list of runs', () => {
  it('[runs.filter] narrows by agent, states, trigger, who, time and text, and counts each state', async () => {
    const agent = await agentWith(ada, failing)
    const good = await agentWith(ada, flowOf({ nodes: { start: { block: 'manual.start' }, id: { block: 'random.id' } }, wires: ['start.done > id.after'] }))
    const first = await begin(ada, agent)
    const second = await begin(ada, good, { text: 'Straße 100% sure' })
    await Promise.all([first, second].map(ended))
    expect(await list({ agent })).toEqual([first])
    expect((await list({ status: ['completed', 'failed'] })).slice(0, 2)).toEqual([second, first])
    expect(await list({ agent, status: ['completed'] })).toEqual([])
    expect(await list({ text: 'STRASSE 100%' })).toEqual([])
    expect(await list({ text: 'straße 100%' })).toEqual([second])
    expect(await list({ text: first })).toEqual([first])
    expect(await list({ agent, text: 'be divided by 0' })).toEqual([first])
    expect(await list({ trigger: 'nothing' })).toEqual([])
    expect(await list({ agent: good, who: ada.personId, trigger: 'manual' })).toEqual([second])
    expect(await list({ who: newId() })).toEqual([])
    const { createdAt } = await detail(second)
    expect(await list({ agent: good, from: createdAt })).toEqual([second])
    expect(await list({ agent: good, to: createdAt })).toEqual([])
    const counts = await countRuns(ada, { workspace: workspace(), agent, status: ['completed'] })
    expect(counts).toEqual({ status: { failed: 1 }, attention: 1, stuck: 0, more: false })
    expect((await listRuns(await somebody(), { workspace: 'x', limit: 10 })).runs).toEqual([])
  })

  it('[runs.bulk] does one thing to many, and says of each what came of it', async () => {
    const agent = await agentWith(ada, failing)
    const runs = await Promise.all([1, 2, 3].map(() => begin(ada, agent)))
    await Promise.all(runs.map(ended))
    const stranger = newId()
    const { results } = await bulkRuns(ada, { action: 'dismiss', runs: [...runs, stranger] })
    expect(results.map(({ run, ok }) => [run, ok])).toEqual([...runs.map((run) => [run, true]), [stranger, false]])
    expect(await list({ agent, attention: 'true' })).toEqual([])
    const again = await bulkRuns(ada, { action: 'retry', runs })
    const made = again.results.flatMap((result) => (result.ok ? [result.result.id] : []))
    expect(new Set(made).size).toBe(3)
    await Promise.all(made.map(ended))
    expect(await list({ agent })).toHaveLength(6)
    const rerun = await bulkRuns(ada, { action: 'rerun', runs: made })
    expect(rerun.results.every((result) => result.ok && result.result.forkPath === 'share')).toBe(true)
    await expect(bulkRuns({ ...ada, role: 'viewer' }, { action: 'cancel', runs })).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('an exported run', () => {
  it('[runs.export] a file proves itself without a database, and tells where it was changed', async () => {
    const run = await failedAfterYes()
    const again = (await fork(run, { edits: { share: { b: 3 } } })).id
    await ended(again)
    for (const id of [run, again]) {
      const file = await exportRun(ada, { run: id })
      expect(file.events).toHaveLength((await eventsOf(id)).length)
      expect(verdictOf(file)).toMatch(/^ok: \d+ entries/)
    }
    const whole = JSON.stringify(await exportRun(ada, { run: again }))
    const changed = (change: (file: RunExport) => unknown) => {
      const file: RunExport = JSON.parse(whole)
      change(file)
      return verdictOf(file)
    }
    const amount = (file: RunExport) => file.events.findIndex(({ kind }) => kind === 'node.completed')
    expect(changed((file) => Object.assign(file.events[3]?.body ?? {}, { path: 'other' }))).toBe('broken: the content of entry 4 was changed')
    expect(changed((file) => file.events.splice(amount(file), 1))).toMatch(/broken: entry \d+ is missing/)
    expect(changed((file) => file.events.pop())).toBe('broken: the end of the run is missing')
    expect(changed((file) => Object.assign(file.run, { output: { share: { result: 4 } } }))).toContain('the output is not the one')
    expect(changed((file) => Object.assign(file.revision.flow as object, { wires: [] }))).toContain('the flow is not the one')
    expect(changed((file) => Object.assign(file.run, { id: newId() }))).toBe('broken: entry 1 does not continue the chain')
    await expect(exportRun(await somebody(), { run })).rejects.toMatchObject({ code: 'not-found' })
  })
})

/** What the script says of this file, run by plain node where nothing of Hearth is set. */
function verdictOf(file: RunExport): string {
  const folder = mkdtempSync(join(tmpdir(), 'hearth-export-'))
  try {
    const path = join(folder, 'run.json')
    writeFileSync(path, JSON.stringify(file))
    const script = new URL('../../workers/verify-run.mjs', import.meta.url).pathname
    return spawnSync(process.execPath, [script, path], { env: { NODE_ENV: 'test' }, encoding: 'utf8' }).stdout.trim()
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function outputsOf(run: string) {
  const ends = (await eventsOf(run)).filter((event) => event.kind === 'node.completed')
  return {
    outputs: Object.fromEntries(ends.map(({ path, output }) => [path, output])),
    attempts: Object.fromEntries(ends.map(({ path, attempt }) => [path, attempt])),
  }
}
