import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '../kernel/errors.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { somebody } from '../runs/runs.test-kit.ts'
import { type serviceLimitSchema, setServiceContract } from './contract.ts'
import { callService, listServices, removeOldStates, resetService, setService, type Verdict } from './index.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
const service = 'api.example.com'
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await database?.drop()
})
beforeEach(async () => {
  ada = await somebody()
})

const judge = { value: (verdict: Verdict): Verdict => verdict, error: (): Verdict => ({ ok: false }) }
const waits: string[] = []
function call(verdict: Verdict = { ok: true }, who = ada, name = service): Promise<Verdict> {
  waits.length = 0
  const onWait = (_service: string, until: string) => void waits.push(until)
  return callService({ workspaceId: who.workspaceId, service: name, signal: new AbortController().signal, onWait }, async () => verdict, judge)
}
async function fails(times: number): Promise<void> {
  for (let i = 0; i < times; i++) await call({ ok: false })
}
const set = (limit: Partial<ReturnType<typeof serviceLimitSchema.parse>>) =>
  setService(ada, setServiceContract.input.parse({ workspace: ada.workspaceSlug, service, rate: null, circuit: null, ...limit }))
const viewOf = async () => (await listServices(ada)).services.find((each) => each.service === service)
/** As if so much time had passed. */
const age = (ms: number) =>
  asSystem(
    (tx) => tx.sql`update service_state set open_until = open_until - ${ms} * interval '1 ms', trial_until = trial_until - ${ms} * interval '1 ms',
      asked_until = asked_until - ${ms} * interval '1 ms', due_at = due_at - ${ms} * interval '1 ms', called_at = called_at - ${ms} * interval '1 ms'`,
  )

describe('the circuit of a service', () => {
  it('[services.circuit-opens] opens after so many failures in a row, and says until when', async () => {
    await fails(4)
    await call()
    await fails(4)
    expect(await viewOf()).toMatchObject({ state: 'fine', failures: 4 })
    await fails(1)
    const view = await viewOf()
    expect(view).toMatchObject({ state: 'open', failures: 5, until: expect.any(String) })
    await expect(call()).rejects.toMatchObject({ code: 'circuit-open', retry: 'later', details: { service, until: view?.until } })
  })

  it('[services.circuit-tries-one] lets one call try when the time is over, and that one decides', async () => {
    await fails(5)
    await age(31_000)
    expect(await viewOf()).toMatchObject({ state: 'trying' })
    const { promise, resolve } = Promise.withResolvers<Verdict>()
    const trial = callService({ workspaceId: ada.workspaceId, service, signal: new AbortController().signal }, () => promise, judge)
    await expect.poll(() => call().catch((error: AppError) => error.code)).toBe('circuit-open')
    resolve({ ok: false })
    await trial
    await expect(call()).rejects.toMatchObject({ code: 'circuit-open' })
    await age(31_000)
    await call({ ok: true })
    expect(await viewOf()).toMatchObject({ state: 'fine', failures: 0 })
    await Promise.all([call(), call(), call()])
  })

  it('is not moved by calls that say nothing of the service', async () => {
    await set({ circuit: { failures: 1, seconds: 60 } })
    await call({ ok: null })
    await call()
  })

  it('stays closed when the workspace says so', async () => {
    await set({ circuit: { failures: 0, seconds: 1 } })
    await fails(8)
    await call()
  })

  it('[services.apart] is another one for each workspace and each service', async () => {
    await fails(5)
    const bob = await somebody()
    await call({ ok: true }, bob)
    await call({ ok: true }, ada, 'other.example.com')
    expect((await listServices(bob)).services).toMatchObject([{ service, state: 'fine' }])
  })

  it('is closed by hand', async () => {
    await fails(5)
    await resetService(ada, { service })
    await call()
  })
})

describe('the rate of a service', () => {
  it('[services.rate-strict] never lets more calls go in a window than it says, whoever calls', async () => {
    await set({ rate: { calls: 8, seconds: 2 } })
    const turns = await Promise.all(
      Array.from({ length: 24 }, () =>
        asSystem(
          (tx) => tx.sql<{ at: number }>`select extract(epoch from clock_timestamp())::float8 * 1000 + (turn ->> 'wait')::float8 as at
        from service_enter(${ada.workspaceId}::uuid, ${service}, 60000) turn`,
        ),
      ),
    )
    const due = turns.map(([turn]) => turn?.at ?? 0).sort((a, b) => a - b)
    for (const from of due) expect(due.filter((at) => at >= from && at < from + 1990).length).toBeLessThanOrEqual(8)
    expect((due.at(-1) ?? 0) - (due[0] ?? 0)).toBeGreaterThan(4000)
  })

  it('[services.rate-waits] waits for a turn that is near and says so, and refuses one that is far', async () => {
    await set({ rate: { calls: 1, seconds: 1 } })
    await call()
    await call()
    expect(waits).toHaveLength(1)
    await set({ rate: { calls: 1, seconds: 3600 } })
    await call()
    await expect(call()).rejects.toMatchObject({ code: 'too-many-requests', retry: 'later', details: { service, until: expect.any(String) } })
    await set({})
    await call()
  })

  it('[services.retry-after] leaves a service alone for as long as it asked', async () => {
    await call({ ok: null, askedMs: 90_000 })
    expect(await viewOf()).toMatchObject({ state: 'asked', failures: 0 })
    await expect(call()).rejects.toMatchObject({ code: 'too-many-requests', message: expect.stringContaining('asked to be left alone') })
    await age(89_000)
    await call()
    expect(waits).toHaveLength(1)
  })

  it('gives up waiting when the run is cancelled', async () => {
    await call({ ok: null, askedMs: 20_000 })
    const cancel = new AbortController()
    const waiting = callService(
      { workspaceId: ada.workspaceId, service, signal: cancel.signal, onWait: () => cancel.abort(new AppError('cancelled')) },
      async () => ({ ok: true }),
      judge,
    )
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' })
  })
})

it('lets only admins set limits, and forgets services that nobody called for a month', async () => {
  await expect(setService({ ...ada, role: 'editor' }, { service, rate: null, circuit: null })).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(resetService({ ...ada, role: 'editor' }, { service })).rejects.toMatchObject({ code: 'not-allowed' })
  await call()
  expect(await viewOf()).toBeDefined()
  await age(31 * 86_400_000)
  expect(await removeOldStates()).toBeGreaterThan(0)
  expect(await viewOf()).toBeUndefined()
})
