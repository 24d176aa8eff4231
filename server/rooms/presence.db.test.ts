import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { newId } from '../kernel/ids.ts'
import type { Principal } from '../kernel/principal.ts'
import { lastSeq } from '../memory/feed/index.ts'
import { asSystem, inWorkspace } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { eventually, somebody } from '../runs/runs.test-kit.ts'
import type { Present } from './contract.ts'
import { beHere, createRoom, roomLive } from './index.ts'
import { agentSaying } from './rooms.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let ada: Principal
let grace: Principal
let room: string
const gone = new AbortController()
let here: Present[] = []
beforeAll(async () => {
  database = await testDatabase()
  ada = await somebody()
  grace = { ...(await somebody()), name: 'Grace, the "first" | one', workspaceId: ada.workspaceId, workspaceSlug: ada.workspaceSlug, role: 'viewer' }
  await asSystem((tx) => tx.sql`insert into membership (workspace_id, person_id, role) values (${ada.workspaceId}, ${grace.personId}, 'viewer')`)
  room = (await createRoom(ada, { agent: await agentSaying(ada, 'Quick', 'Yes.') })).id
  const live = await roomLive(ada, { room, after: 0 }, { signal: gone.signal })
  void (async () => {
    for await (const told of live) if (!Array.isArray(told)) here = told.data
  })()
})
afterAll(async () => {
  gone.abort()
  await database?.drop()
})

const names = (wanted: string[]) =>
  eventually(
    async () => {
      const now = here.map(({ name, typing }) => `${name}${typing ? ' types' : ''}`)
      return JSON.stringify(now) === JSON.stringify(wanted) ? true : undefined
    },
    `${wanted} to be here, not ${JSON.stringify(here)}`,
  )

it('[rooms.presence] whoever looks at a room is seen by its readers, once however many tabs, and typing; never in the feed', async () => {
  const [one, two] = [newId(), newId()]
  await beHere(ada, { room, tab: one, state: 'here' })
  await names(['Ada'])
  await beHere(grace, { room, tab: one, state: 'here' })
  await beHere(grace, { room, tab: two, state: 'typing' })
  await names(['Ada', `${grace.name} types`])
  await beHere(grace, { room, tab: two, state: 'here' })
  await names(['Ada', grace.name])
  await beHere(grace, { room, tab: two, state: 'gone' })
  await beHere(grace, { room, tab: one, state: 'gone' })
  await names(['Ada'])
  expect(await inWorkspace(ada.workspaceId, (tx) => lastSeq(tx, ada.workspaceId, room))).toBe(0)
  await expect(beHere(await somebody(), { room, tab: newId(), state: 'here' })).rejects.toMatchObject({ code: 'not-found' })
})

it('[rooms.presence-processes] is told across processes, and a tab that went without a word is gone after seconds', async () => {
  const tell = `import { tellPresence } from ${JSON.stringify(new URL('./presence.ts', import.meta.url).href)}
    import { closeDatabase } from ${JSON.stringify(new URL('../platform/db.ts', import.meta.url).href)}
    tellPresence({ room: ${JSON.stringify(room)}, tab: 'elsewhere', personId: ${JSON.stringify(grace.personId)}, name: 'Grace', state: 'here' })
    setTimeout(() => closeDatabase(), 300)`
  const other = spawn(process.execPath, ['--input-type=module-typescript', '-e', tell], { env: process.env, stdio: 'inherit' })
  await eventually(async () => (here.some(({ name }) => name === 'Grace') ? true : undefined), 'Grace to come')
  await once(other, 'exit')
  await eventually(async () => (here.some(({ name }) => name === 'Grace') ? undefined : true), 'Grace to be gone')
})
