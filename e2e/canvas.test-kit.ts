import { expect, type Locator, type Page } from '@playwright/test'

/** The flow editor under one's hands: blocks by name, ports by theirs. */
export function canvasOn(page: Page) {
  const flow = page.getByLabel('Flow', { exact: true })
  const block = (name: string) => flow.getByRole('group', { name, exact: true })
  const inspector = page.getByRole('complementary', { name: 'Block', exact: true })
  const drag = async (thing: Locator, by: { x: number; y: number }) => {
    const at = await middleOf(thing)
    await page.mouse.move(at.x, at.y)
    await page.mouse.down()
    await page.mouse.move(at.x + by.x, at.y + by.y, { steps: 8 })
    await page.mouse.up()
  }
  return {
    flow,
    block,
    inspector,
    saved: page.getByText('Saved', { exact: true }),
    wires: flow.getByLabel(/^Wire from /),
    output: (name: string, port: string) => block(name).locator(`.source[data-port="${port}"]`),
    input: (name: string, port: string) => block(name).locator(`.target[data-port="${port}"]`),
    async open(address: string) {
      await page.goto(address)
      await expect(page.getByLabel('Name of the agent')).toBeVisible()
    },
    async add(search: string, name: string) {
      await page.getByRole('button', { name: 'Add block', exact: true }).click()
      await page.getByPlaceholder('Search blocks').fill(search)
      await page.keyboard.press('Enter')
      await expect(block(name)).toBeVisible()
      await page.getByRole('button', { name: 'Add block', exact: true }).click()
    },
    /** Opens a block in the form beside the canvas, which may lie over it until it is closed. */
    async select(name: string) {
      if (await inspector.isVisible()) await inspector.getByRole('button', { name: 'Close' }).click()
      await block(name).locator('header').click()
      await expect(inspector).toBeVisible()
    },
    /** Puts nothing under the hand and everything in view. */
    async tidy() {
      if (await inspector.isVisible()) await inspector.getByRole('button', { name: 'Close' }).click()
      const before = await placesIn(flow)
      await page.getByRole('button', { name: 'Tidy up' }).click()
      await expect.poll(() => placesIn(flow)).not.toBe(before)
      await rested(flow)
    },
    /** Takes a wire from a port and holds it over another. Let go with `page.mouse.up()`. */
    async hold(from: Locator, over: Locator) {
      const [a, b] = [await middleOf(from), await middleOf(over)]
      await page.mouse.move(a.x, a.y)
      await page.mouse.down()
      await page.mouse.move((a.x + b.x) / 2, (a.y + b.y) / 2, { steps: 6 })
      await page.mouse.move(b.x, b.y, { steps: 6 })
    },
    move: (name: string, by: { x: number; y: number }) => drag(block(name).locator('header'), by),
    drag,
    async publish(note: string) {
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      const dialog = page.getByRole('dialog', { name: /^Publish revision/ })
      await dialog.getByLabel('What changed').fill(note)
      await dialog.getByRole('button', { name: 'Publish', exact: true }).click()
    },
  }
}

/** Where a block stands in the flow, whatever part of it is in view. */
export function placeOf(block: Locator): Promise<string> {
  return block.evaluate((element) => (element instanceof HTMLElement ? element.style.transform : ''))
}

/** A place on the line of a wire, in the window. */
export function middleOfWire(wire: Locator): Promise<{ x: number; y: number }> {
  return wire.locator('path.wire').evaluate((path) => {
    if (!(path instanceof SVGPathElement)) throw new Error('a wire without a line')
    const { x, y } = path.getPointAtLength(path.getTotalLength() / 2)
    const at = new DOMPoint(x, y).matrixTransform(path.getScreenCTM() ?? undefined)
    return { x: at.x, y: at.y }
  })
}

async function middleOf(thing: Locator): Promise<{ x: number; y: number }> {
  const box = await thing.boundingBox()
  if (!box) throw new Error(`${thing} is not in view`)
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 }
}

/** Where the view and every block stand, in one text. */
function placesIn(flow: Locator): Promise<string> {
  return flow.locator('.react-flow__viewport, .react-flow__node').evaluateAll((all) => all.map((one) => one.getAttribute('style')).join())
}

/** The view glides to its place: done when it stands still for some frames. */
async function rested(flow: Locator): Promise<void> {
  for (let before = ''; ; ) {
    await flow.evaluate(async () => {
      for (let frame = 0; frame < 12; frame++) await new Promise(requestAnimationFrame)
    })
    const now = await placesIn(flow)
    if (now === before) return
    before = now
  }
}
