import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../durable/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { agentWith, flowOf, somebody } from '../runs/runs.test-kit.ts'
import { fireSchedules } from './fire-schedules.ts'
import { getTrigger } from './get-trigger.ts'
import { pauseTrigger } from './pause-trigger.ts'
import { syncTriggers } from './sync-trigger.ts'
import { nextOf, runsOf, setNext, triggered } from './triggers.test-kit.ts'

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

const daily = (missed = 'once') => ({
  nodes: {
    start: { block: 'schedule.start', inputs: { cron: '30 2 * * *', timeZone: 'Europe/Berlin', missed } },
    say: { block: 'reply.text', inputs: { text: 'Good morning' } },
  },
  wires: ['start.done > say.after'],
})
const at = (text: string) => new Date(text)

describe('a schedule', () => {
  it('[trigger.schedule] starts its agent once for each moment, however many workers look', async () => {
    const agent = await triggered(ada, daily())
    await setNext(agent, '2027-01-10T01:30:00Z')
    const looks = await Promise.all([1, 2, 3, 4].map(() => fireSchedules(at('2027-01-10T01:30:00.700Z'))))
    expect(looks.reduce((sum, begun) => sum + begun, 0)).toBe(1)
    expect(await runsOf(agent)).toMatchObject([
      { trigger: 'schedule', status: 'queued', input: { scheduledFor: '2027-01-10T01:30:00.000Z', firedAt: '2027-01-10T01:30:00.700Z' } },
    ])
    expect(await nextOf(agent)).toBe('2027-01-11T01:30:00.000Z')
  })

  it('[trigger.once] starts nothing twice when what it did is forgotten', async () => {
    const agent = await triggered(ada, daily())
    for (let again = 0; again < 3; again++) {
      await setNext(agent, '2027-01-10T01:30:00Z')
      await fireSchedules(at('2027-01-10T01:30:01Z'))
    }
    expect(await runsOf(agent)).toHaveLength(1)
  })

  it.each([
    ['skip', []],
    ['once', ['2027-01-12T01:30:00.000Z']],
    ['all', ['2027-01-10T01:30:00.000Z', '2027-01-11T01:30:00.000Z', '2027-01-12T01:30:00.000Z']],
  ])('[trigger.missed] does about what it missed what it was told: %s', async (missed, expected) => {
    const agent = await triggered(ada, daily(missed))
    await setNext(agent, '2027-01-10T01:30:00Z')
    await fireSchedules(at('2027-01-12T09:00:00Z'))
    expect((await runsOf(agent)).map(({ input }) => input.scheduledFor)).toEqual(expected)
    expect(await nextOf(agent)).toBe('2027-01-13T01:30:00.000Z')
  })

  it('[trigger.schedule] starts nothing while it is held, and goes on from now', async () => {
    const agent = await triggered(ada, daily('all'))
    expect(await pauseTrigger(ada, { agent, paused: true })).toMatchObject({ paused: true, schedule: { next: [] } })
    await setNext(agent, '2027-01-10T01:30:00Z')
    await fireSchedules(at('2027-01-12T09:00:00Z'))
    expect(await runsOf(agent)).toEqual([])
    const going = await pauseTrigger(ada, { agent, paused: false })
    expect(going.schedule?.next).toHaveLength(5)
    expect(await nextOf(agent)).toBe(going.schedule?.next[0])
  })

  it('is set up by upkeep when nobody else did, and says what is wrong with it', async () => {
    const wrong = flowOf({
      nodes: { start: { block: 'schedule.start', inputs: { cron: 'every morning' } }, say: { block: 'reply.text', inputs: { text: 'Hi' } } },
    })
    const agent = await agentWith(ada, wrong)
    expect(await getTrigger(ada, { agent })).toMatchObject({ kind: 'none' })
    await syncTriggers()
    expect(await getTrigger(ada, { agent })).toMatchObject({ kind: 'schedule', problem: expect.stringMatching(/no schedule/) })
    expect(await nextOf(agent)).toBeNull()
  })

  it('starts nothing for an agent that was put away', async () => {
    const agent = await triggered(ada, daily())
    await asSystem((tx) => tx.sql`update agent set archived_at = now() where id = ${agent}`)
    await setNext(agent, '2027-01-10T01:30:00Z')
    await fireSchedules(at('2027-01-10T01:30:01Z'))
    expect(await runsOf(agent)).toEqual([])
  })
})
