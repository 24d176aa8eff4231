import { describe, expect, it } from 'vitest'
import { dueTimes, nextTimes, problemOf, type Schedule } from './schedule.ts'

const daily = (missed: Schedule['missed']): Schedule => ({ cron: '30 2 * * *', timeZone: 'Europe/Berlin', missed })
const iso = (times: Date[]) => times.map((at) => at.toISOString())

describe('a schedule', () => {
  it('[trigger.schedule] keeps the hour of its zone over both changes of the clock, once a day', () => {
    expect(iso(nextTimes(daily('once'), new Date('2026-03-27T12:00:00Z'), 4))).toEqual([
      '2026-03-28T01:30:00.000Z',
      '2026-03-29T01:00:00.000Z', // half past two does not exist on that day
      '2026-03-30T00:30:00.000Z',
      '2026-03-31T00:30:00.000Z',
    ])
    expect(iso(nextTimes(daily('once'), new Date('2026-10-23T12:00:00Z'), 4))).toEqual([
      '2026-10-24T00:30:00.000Z',
      '2026-10-25T00:30:00.000Z', // half past two comes twice on that day
      '2026-10-26T01:30:00.000Z',
      '2026-10-27T01:30:00.000Z',
    ])
  })

  it('starts on time, whatever it does about what was missed', () => {
    const first = new Date('2026-11-20T01:30:00Z')
    for (const missed of ['skip', 'once', 'all'] as const)
      expect(iso(dueTimes(daily(missed), first, new Date('2026-11-20T01:30:00.400Z')))).toEqual([first.toISOString()])
  })

  it('[trigger.missed] leaves out what was missed, makes up for it once, or for each', () => {
    const first = new Date('2026-11-17T01:30:00Z')
    const now = new Date('2026-11-20T12:00:00Z')
    expect(dueTimes(daily('skip'), first, now)).toEqual([])
    expect(iso(dueTimes(daily('once'), first, now))).toEqual(['2026-11-20T01:30:00.000Z'])
    expect(iso(dueTimes(daily('all'), first, now))).toEqual([
      '2026-11-17T01:30:00.000Z',
      '2026-11-18T01:30:00.000Z',
      '2026-11-19T01:30:00.000Z',
      '2026-11-20T01:30:00.000Z',
    ])
  })

  it('[trigger.missed] makes up for the latest hundred at most', () => {
    const everyMinute: Schedule = { cron: '* * * * *', timeZone: 'UTC', missed: 'all' }
    const times = dueTimes(everyMinute, new Date('2026-01-01T00:00:00Z'), new Date('2026-11-20T12:00:30Z'))
    expect(times).toHaveLength(101)
    expect(iso([...times.slice(0, 1), ...times.slice(-2)])).toEqual(['2026-11-20T10:20:00.000Z', '2026-11-20T11:59:00.000Z', '2026-11-20T12:00:00.000Z'])
  })

  it('says what is wrong with it', () => {
    expect(problemOf(daily('once'))).toBeNull()
    expect(problemOf({ ...daily('once'), cron: 'every morning' })).toMatch(/is no schedule/)
    expect(problemOf({ ...daily('once'), cron: '0 0 31 2 *' })).toMatch(/never comes/)
    expect(problemOf({ ...daily('once'), timeZone: 'Mars/Olympus' })).toMatch(/is no time zone/)
  })
})
