import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium } from '@playwright/test'
import { messageEntries } from '../../server/conversation/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { append } from '../../server/memory/feed/index.ts'
import { closeDatabase, inWorkspace, systemSql } from '../../server/platform/db.ts'
import { startEmbeddedPostgres } from '../../server/platform/embedded-postgres.ts'
import { agentWith, call, type Member, signedUp } from '../journeys.test-kit.ts'
import { scriptsOf } from '../page-scripts.test-kit.ts'
import { startProduct } from '../product.test-kit.ts'
import { speakingModel } from '../speaking-model.test-kit.ts'
import { type Opened, openedAt, seenIn, watchWords } from './browser-page.ts'
import { readersOf } from './browser-readers.ts'
import { quantile } from './interleave.ts'
import { type Figure, report } from './report.ts'
import { rawLatency } from './rooms.ts'

// `npm run bench:browser`: what people wait for in a room, in a real browser on the whole product: how a long room opens, how
// soon others see what is said, how soon a model's first word is on the screen. `--json FILE` and `--quick` as for `npm run bench`.
const quick = process.argv.includes('--quick')
const file = process.argv.includes('--json') ? process.argv[process.argv.indexOf('--json') + 1] : undefined
const samples = quick ? 20 : 100
const port = 3290

const somebody = newId()
const words = (roomId: string, text: string) => messageEntries({ id: newId(), roomId, personId: somebody, name: 'Grace', text })
/** An agent that says nothing. */
let quiet: string | undefined
const now = () => performance.timeOrigin + performance.now()
const product = await startProduct(port, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1' })
const database = await startEmbeddedPostgres(join(product.home, 'postgres'))
process.env.DATABASE_URL = database.url.replace(/\/postgres$/, '/hearth')
const browser = await chromium.launch({ ...(found() ? { executablePath: found() } : {}), args: ['--no-sandbox', '--disable-gpu'] })
try {
  const context = await browser.newContext({ baseURL: product.url, viewport: { width: 1280, height: 800 } })
  const me = await signedUp(context)
  const figures = [...(await coldOpen(browser, context, me)), ...(await seenElsewhere(context, me)), ...(await firstToken(context, me))]
  report(figures, file)
} finally {
  await browser.close()
  await closeDatabase()
  await product.stop()
}
process.exit(0)

/** From the beginning of the navigation to the last message standing in the window, in a room of 10,200 entries. */
async function coldOpen(all: Browser, context: BrowserContext, me: Member): Promise<Figure[]> {
  const room = await roomOf(context, me, 'Long')
  const workspaceId = await workspaceOf(me)
  for (let batch = 0; batch < 34; batch++)
    await inWorkspace(workspaceId, (tx) =>
      append(tx, room, Array.from({ length: 100 }, (_, i) => words(room, `${batch * 100 + i + 1}. ${'As long as people write. '.repeat(4)}`)).flat()),
    )
  const last = '3400. As long'
  const state = await context.storageState()
  const cold: Opened[] = []
  const warm: Opened[] = []
  let sizes = { bytes: 0, scripts: 0, articles: 0 }
  for (let i = -1; i < (quick ? 8 : 30); i++) {
    const fresh = await all.newContext({ baseURL: product.url, viewport: { width: 1280, height: 800 }, storageState: state })
    const page = await fresh.newPage()
    const scripts = i === 0 ? scriptsOf(page) : undefined
    const first = await openedAt(page, `/${me.slug}/rooms/${room}`, last)
    if (scripts) sizes = { ...(await scripts()), articles: await page.locator('article').count() }
    const again = await openedAt(page, `/${me.slug}/rooms/${room}`, last)
    if (i >= 0) {
      cold.push(first)
      warm.push(again)
    }
    await fresh.close()
  }
  return [
    ...lines('a room of 10,200 entries on screen, nothing in the browser’s cache', seenAll(cold), 1000),
    ...parts(cold),
    ...lines('… scripts in the cache', seenAll(warm), 1000),
    ...parts(warm),
    plain('scripts of that page, gzip', sizes.bytes / 1000, 'kB'),
    plain('scripts of that page', sizes.scripts, 'files'),
    plain('messages in the page then', sizes.articles, ''),
  ]
}

function seenAll(opened: readonly Opened[]): number[] {
  return opened.map(({ seen }) => seen)
}

function parts(opened: readonly Opened[]): Figure[] {
  const middle = (part: keyof Opened) =>
    quantile(
      opened.map((each) => each[part]),
      0.5,
    )
  return [
    plain('  its page had come, p50', middle('page'), 'ms'),
    plain('  its scripts had come, p50', middle('scripts'), 'ms'),
    plain('  its last entries had come, p50', middle('entries'), 'ms'),
  ]
}

/** From the call that says something to its words standing in another person's browser, beside a bare INSERT and NOTIFY. */
async function seenElsewhere(context: BrowserContext, me: Member): Promise<Figure[]> {
  const workspaceId = await workspaceOf(me)
  const rooms: string[] = []
  for (let i = 0; i < 200; i++) rooms.push(await roomOf(context, me, `Room ${i}`))
  const [room = ''] = rooms
  const page = await context.newPage()
  await page.goto(`/${me.slug}/rooms/${room}`)
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  await watchWords(page)
  const raw = await rawLatency(samples)
  const figures = lines('raw INSERT + NOTIFY, seen by another process', raw)
  const arms = [
    ...[1, 50, 200].map((count) => ({ name: `said in one of ${count} rooms, on screen in another browser`, follow: rooms.slice(1, count), readers: 1 })),
    { name: 'said in one room with 200 more SSE readers, on screen in another browser', follow: [room], readers: 200 },
  ]
  for (const { name, follow, readers } of arms) {
    const stop = await readersOf({ url: product.url, cookie: await cookieOf(context), slug: me.slug, rooms: follow, readers })
    const taken: number[] = []
    for (let i = -5; i < samples; i++) {
      const text = `word-${newId()}`
      const from = now()
      await inWorkspace(workspaceId, (tx) => append(tx, room, words(room, text)))
      const at = await seenIn(page, text)
      if (i >= 0) taken.push(at - from)
      await new Promise((done) => setTimeout(done, 5 + ((Math.abs(i) * 7) % 15)))
    }
    await stop()
    figures.push(...lines(name, taken, undefined, raw))
  }
  await page.close()
  return figures
}

/** From a model's service sending the first piece of its answer to that piece on the screen. */
async function firstToken(context: BrowserContext, me: Member): Promise<Figure[]> {
  const model = await speakingModel()
  await call(context, 'POST', `/api/workspaces/${me.slug}/models`, { provider: 'compatible', label: 'Ours', baseUrl: model.url, defaultModel: 'm' })
  const literal = (value: unknown) => ({ kind: 'literal', value })
  const position = { x: 0, y: 0 }
  const agent = await agentWith(context, me.slug, 'Speaker', {
    nodes: {
      start: { block: 'chat.message', version: 1, position, inputs: {} },
      answer: { block: 'agent.loop', version: 1, position, inputs: { remember: literal(0) } },
    },
    wires: [{ from: { node: 'start', port: 'text' }, to: { node: 'answer', port: 'message' } }],
  })
  const { id: room } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/rooms`, { agent })
  const page = await context.newPage()
  await page.goto(`/${me.slug}/rooms/${room}`)
  await page.getByRole('textbox', { name: 'Message' }).waitFor()
  await watchWords(page)
  const token: number[] = []
  const asked: number[] = []
  for (let i = -3; i < Math.ceil(samples / 2); i++) {
    const from = now()
    await call(context, 'POST', `/api/workspaces/${me.slug}/rooms/${room}/messages`, { id: newId(), text: 'Say something' })
    const answering = await model.next()
    const reached = now()
    const text = `word-${newId()}`
    const said = now()
    answering.say(text)
    const at = await seenIn(page, text)
    answering.end()
    if (i >= 0) {
      token.push(at - said)
      asked.push(reached - from)
    }
    await page.waitForFunction(() => document.querySelector('[aria-label="Stop the agent"]') === null)
  }
  await model.close()
  return [...lines('a model’s first piece sent → on screen', token), ...lines('a message posted → its model asked', asked)]
}

async function workspaceOf({ slug }: Member): Promise<string> {
  const [row] = await systemSql<{ id: string }>`select id from workspace where slug = ${slug}`
  return row?.id ?? ''
}

async function roomOf(context: BrowserContext, me: Member, title: string): Promise<string> {
  quiet ??= await agentWith(context, me.slug, 'Listener', {
    nodes: { start: { block: 'chat.message', version: 1, position: { x: 0, y: 0 }, inputs: {} } },
    wires: [],
  })
  return (await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/rooms`, { agent: quiet, title })).id
}

async function cookieOf(context: BrowserContext): Promise<string> {
  return (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
}

function lines(name: string, taken: number[], target?: number, raw?: number[]): Figure[] {
  return [0.5, 0.99].map((share) => {
    const value = quantile(taken, share)
    const against = raw ? 'raw' : target === undefined ? null : `target of ${target} ms`
    const base = raw ? quantile(raw, share) : target
    return { name: `${name}, p${share * 100}`, value, unit: 'ms', against, ratio: base === undefined ? null : value / base }
  })
}

function plain(name: string, value: number, unit: string): Figure {
  return { name, value, unit, against: null, ratio: null }
}

function found(): string | undefined {
  if (process.env.HEARTH_CHROMIUM) return process.env.HEARTH_CHROMIUM
  try {
    return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim()
  } catch {
    return undefined
  }
}
