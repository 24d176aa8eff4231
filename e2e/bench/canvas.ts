import { writeFileSync } from 'node:fs'
import { type BrowserContext, chromium, type Page } from '@playwright/test'
import { call, signedUp } from '../journeys.test-kit.ts'
import { startProduct } from '../product.test-kit.ts'
import { quantile } from './interleave.ts'
import { largeFlow } from './large-flow.ts'
import { type Figure, report } from './report.ts'

// `node e2e/bench/canvas.ts`: a flow of 500 blocks and 800 wires in a real browser, on the built product: how long it takes to open, how
// many frames a second it gives under a moving hand, and how long from a key to the letter. `--json FILE`; `--profile FILE` keeps what the
// page did while it opened and was typed into, for DevTools. HEARTH_E2E_URL: a product that runs already; HEARTH_CHROMIUM: which browser.
const file = optionOf('--json')
const profile = optionOf('--profile')
const product = process.env.HEARTH_E2E_URL ? null : await startProduct(3219)
const browser = await chromium.launch({
  ...(process.env.HEARTH_CHROMIUM ? { executablePath: process.env.HEARTH_CHROMIUM } : {}),
  args: ['--no-sandbox', '--disable-gpu'],
})
try {
  const context = await browser.newContext({
    baseURL: product?.url ?? process.env.HEARTH_E2E_URL,
    viewport: { width: 1440, height: 900 },
    reducedMotion: 'reduce',
  })
  const address = await largeAgent(context)
  const page = await context.newPage()
  await page.addInitScript(watchOpening)
  report([...(await opening(page, address)), ...(await moving(page)), ...(await typing(page))], file)
} finally {
  await browser.close()
  await product?.stop()
}
process.exit(0)

async function largeAgent(context: BrowserContext): Promise<string> {
  const me = await signedUp(context)
  const path = `/api/workspaces/${me.slug}/agents`
  const { id, draftVersion } = await call<{ id: string; draftVersion: number }>(context, 'POST', path, { name: 'Large' })
  await call(context, 'PUT', `${path}/${id}/draft`, { draftVersion, flow: largeFlow(500, 800) })
  return `/${me.slug}/agents/${id}`
}

/** From the first byte asked for to the first frame with blocks, and to when the page rests and takes keys without delay. */
async function opening(page: Page, address: string): Promise<Figure[]> {
  const drawn: number[] = []
  const script: number[] = []
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable')
  for (let n = 0; n < 6; n++) {
    const keep = profile && n === 5
    if (keep) await cdp.send('Profiler.enable').then(() => cdp.send('Profiler.start'))
    await page.goto(address)
    const at = await page.waitForFunction(() => Reflect.get(window, 'drawnAt') as number | undefined)
    const ms = (await at.jsonValue()) ?? 0
    await page.waitForLoadState('networkidle')
    if (keep) writeFileSync(`${profile}.open.cpuprofile`, JSON.stringify((await cdp.send('Profiler.stop')).profile))
    const { metrics } = await cdp.send('Performance.getMetrics')
    if (n === 0) continue // the first one fills the caches of server and browser
    drawn.push(ms)
    script.push((metrics.find(({ name }) => name === 'ScriptDuration')?.value ?? 0) * 1000)
  }
  return [
    {
      name: 'opening, to the first frame with blocks, p50',
      value: quantile(drawn, 0.5),
      unit: 'ms',
      against: 'bar of 2000 ms',
      ratio: quantile(drawn, 0.5) / 2000,
    },
    { name: 'opening, longest of five', value: Math.max(...drawn), unit: 'ms', against: null, ratio: null },
    { name: 'opening, scripts until the page rests, p50', value: quantile(script, 0.5), unit: 'ms', against: null, ratio: null },
  ]
}

function watchOpening(): void {
  const seen = new MutationObserver(() => {
    if (!document.querySelector('.react-flow__node .block')) return
    seen.disconnect()
    requestAnimationFrame(() => {
      const channel = new MessageChannel()
      channel.port1.onmessage = () => Reflect.set(window, 'drawnAt', performance.now())
      channel.port2.postMessage(null)
    })
  })
  seen.observe(document, { childList: true, subtree: true })
}

/** A frame, a step of the hand; the longest frames say more than the mean. */
async function moving(page: Page): Promise<Figure[]> {
  const figures: Figure[] = []
  const pan = () => page.evaluate(pannedFrames)
  const drag = () => dragged(page)
  figures.push(...(await framesOf(page, 'panning, all 500 in view', pan)), ...(await framesOf(page, 'dragging one, all 500 in view', drag)))
  await page.getByTitle('Real size').click()
  await page.waitForFunction(() => document.querySelectorAll('.react-flow__node').length < 120)
  figures.push(...(await framesOf(page, 'panning, at real size', pan)), ...(await framesOf(page, 'dragging one, at real size', drag)))
  return figures
}

async function framesOf(page: Page, name: string, move: () => Promise<number[]>): Promise<Figure[]> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' })
  const busy = async () => (await cdp.send('Performance.getMetrics')).metrics.find((metric) => metric.name === 'TaskDuration')?.value ?? 0
  if (profile) await cdp.send('Profiler.enable').then(() => cdp.send('Profiler.start'))
  const before = await busy()
  const frames = await move()
  const work = ((await busy()) - before) * 1000
  if (profile) writeFileSync(`${profile}.${name.replace(/\W+/g, '-')}.cpuprofile`, JSON.stringify((await cdp.send('Profiler.stop')).profile))
  const perSecond = 1000 / (frames.reduce((sum, ms) => sum + ms, 0) / frames.length)
  return [
    { name: `${name}, frames a second`, value: perSecond, unit: '/s', against: 'bar of 50', ratio: perSecond / 50 },
    { name: `${name}, frame p95`, value: quantile(frames, 0.95), unit: 'ms', against: null, ratio: null },
    // what a busy machine does not lengthen
    { name: `${name}, work of the page a frame`, value: work / frames.length, unit: 'ms', against: null, ratio: null },
  ]
}

/** Runs in the page: a turn of the wheel each frame, back and forth. */
function pannedFrames(): Promise<number[]> {
  const pane = document.querySelector('.react-flow__pane')
  return new Promise((done) => {
    const frames: number[] = []
    let last = 0
    const step = (now: number) => {
      if (last > 0) frames.push(now - last)
      last = now
      const by = frames.length % 60 < 30 ? 12 : -12
      pane?.dispatchEvent(new WheelEvent('wheel', { deltaX: by, deltaY: by / 2, bubbles: true, cancelable: true }))
      if (frames.length < 180) requestAnimationFrame(step)
      else done(frames)
    }
    requestAnimationFrame(step)
  })
}

async function dragged(page: Page): Promise<number[]> {
  const box = await page.locator('.react-flow__node').evaluateAll((all) =>
    all
      .map((one) => one.getBoundingClientRect())
      .find(({ left, top, right, bottom }) => left > 320 && right < 1050 && top > 160 && bottom < 760)
      ?.toJSON(),
  )
  if (!box) throw new Error('no block stands free')
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(20, box.height / 2))
  await page.mouse.down()
  const frames = await page.evaluate(
    ({ x, y }) =>
      new Promise<number[]>((done) => {
        const frames: number[] = []
        let last = 0
        const step = (now: number) => {
          if (last > 0) frames.push(now - last)
          last = now
          const turn = (frames.length / 60) * Math.PI * 2
          window.dispatchEvent(new MouseEvent('mousemove', { clientX: x + Math.sin(turn) * 60, clientY: y + Math.cos(turn) * 40, bubbles: true, view: window }))
          if (frames.length < 180) requestAnimationFrame(step)
          else done(frames)
        }
        requestAnimationFrame(step)
      }),
    { x: box.x + box.width / 2, y: box.y + 20 },
  )
  await page.mouse.up()
  await page.keyboard.press('Escape')
  return frames
}

/** Forty letters into a field, each from its key to the frame that shows it. */
async function typing(page: Page): Promise<Figure[]> {
  await page.getByRole('button', { name: 'Blocks as a list' }).click()
  await page
    .getByRole('button', { name: /Block 37/ })
    .first()
    .click()
  const field = page.getByRole('complementary', { name: 'Block', exact: true }).getByRole('textbox', { name: 'Text' })
  await field.focus()
  await page.evaluate(() => {
    const times: number[] = []
    Reflect.set(window, 'times', times)
    document.addEventListener(
      'keydown',
      () => {
        const at = performance.now()
        requestAnimationFrame(() => {
          const channel = new MessageChannel()
          channel.port1.onmessage = () => times.push(performance.now() - at)
          channel.port2.postMessage(null)
        })
      },
      true,
    )
  })
  const cdp = await page.context().newCDPSession(page)
  if (profile) await cdp.send('Profiler.enable').then(() => cdp.send('Profiler.start'))
  await field.pressSequentially(' and these are forty more letters, or so', { delay: 60 })
  if (profile) writeFileSync(`${profile}.type.cpuprofile`, JSON.stringify((await cdp.send('Profiler.stop')).profile))
  const times = await page.evaluate(() => Reflect.get(window, 'times') as number[])
  return [
    { name: 'a key to its letter, p50', value: quantile(times, 0.5), unit: 'ms', against: 'bar of 50 ms', ratio: quantile(times, 0.5) / 50 },
    { name: 'a key to its letter, p95', value: quantile(times, 0.95), unit: 'ms', against: null, ratio: null },
  ]
}

function optionOf(name: string): string | undefined {
  return process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined
}
