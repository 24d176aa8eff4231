import { afterAll, beforeAll, expect, it } from 'vitest'
import { eventually } from '../runs/runs.test-kit.ts'
import { systemSql } from './db.ts'
import { announce, type Channel, listen } from './notify.ts'
import { testDatabase } from './test-database.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  await database?.drop()
})

const connections = async (): Promise<number> => {
  const [row] = await systemSql<{
    n: number
  }>`select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'hearth-listen'`
  return row?.n ?? 0
}

it('[notify.one-connection] readers that come and go, however fast, leave one connection to those who stay, and none to nobody', async () => {
  for (let n = 0; n < 60; n++) {
    const stops = [listen('hearth_feed', () => undefined), listen('hearth_events', () => undefined)]
    if (n % 3 > 0) await new Promise((done) => setTimeout(done, n % 7)) // in the middle of connecting, of listening, of ending
    for (const stop of stops) stop()
    if (n % 2 > 0) await new Promise((done) => setImmediate(done))
  }
  const heard: string[] = []
  const stay = listen('hearth_feed', (ids) => void heard.push(...ids))
  await eventually(async () => {
    announce('hearth_feed', ['here'])
    return heard.includes('here') || undefined
  }, 'who stays to hear')
  await eventually(async () => ((await connections()) === 1 ? true : undefined), 'one connection to be left', 10_000)
  stay()
  await eventually(async () => ((await connections()) === 0 ? true : undefined), 'no connection to be left', 10_000)
})

it('[notify.one-at-a-time] a connection that is to hear many channels is asked one thing at a time', async () => {
  const warnings: string[] = []
  const warned = ({ message }: Error) => void warnings.push(message)
  process.on('warning', warned)
  const channels: Channel[] = ['hearth_feed', 'hearth_queue', 'hearth_cancel', 'hearth_pause', 'hearth_answer', 'hearth_events']
  const heard = new Set<string>()
  const stops = channels.map((channel) => listen(channel, () => void heard.add(channel)))
  await eventually(async () => {
    for (const channel of channels) announce(channel, ['here'])
    return heard.size === channels.length ? true : undefined
  }, 'all channels to be heard')
  for (const stop of stops) stop()
  process.off('warning', warned)
  expect(warnings).toEqual([])
})
