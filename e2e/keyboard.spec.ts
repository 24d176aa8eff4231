import type { Locator, Page } from '@playwright/test'
import { canvasOn } from './canvas.test-kit.ts'
import { call, expect, expectSound, shot, test } from './journeys.test-kit.ts'

test.use({ viewport: { width: 1440, height: 900 } })

/** Somebody with a keyboard and nothing else: where the focus is is all they have. */
function keysOn(page: Page) {
  const canvas = canvasOn(page)
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  /** Walks with Tab until the thing has the focus. It must be near: nobody goes through a whole page for a button. */
  const to = async (thing: Locator, way: 'Tab' | 'Shift+Tab' = 'Tab') => {
    await expect(thing).toBeVisible()
    const walked: string[] = []
    for (let steps = 0; steps < 25; steps++) {
      if (await thing.evaluate((element) => element === document.activeElement)) return
      await press(way)
      walked.push(
        await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.slice(0, 30) ?? 'nothing'),
      )
    }
    throw new Error(`${thing} cannot be reached with ${way}, only ${walked.join(' · ')}`)
  }
  const use = async (thing: Locator, way?: 'Tab' | 'Shift+Tab') => {
    await to(thing, way)
    await press('Enter')
  }
  /** Walks an open list or menu with the arrows. */
  const pick = async (item: Locator) => {
    await expect(item).toBeVisible()
    for (let steps = 0; steps < 30; steps++) {
      if ((await item.getAttribute('data-highlighted')) !== null) return press('Enter')
      await press('ArrowDown')
    }
    throw new Error(`${item} cannot be reached with arrows`)
  }
  return {
    press,
    to,
    use,
    pick,
    type: (words: string) => page.keyboard.type(words),
    /** A letter opens the list of blocks, its name finds the block; the focus is on the new block then. */
    async add(search: string, name: string) {
      await press('a')
      await expect(page.getByPlaceholder('Search blocks')).toBeFocused()
      await page.keyboard.type(search)
      await press('Enter')
      await expect(canvas.block(name)).toBeVisible()
      await press('Escape')
      await expect(canvas.block(name)).toBeFocused()
    },
    /** Steps through the flow, in the order it runs, until a block has the focus. */
    async walkTo(name: string) {
      for (let steps = 0; steps < 8; steps++) {
        if (await canvas.block(name).evaluate((element) => element === document.activeElement)) return
        const before = await page.evaluate(() => document.activeElement?.getAttribute('data-id'))
        await press(']')
        await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-id'))).not.toBe(before)
      }
      throw new Error(`there is no way to ${name}`)
    },
    /** From a port of the block in focus to another end, both by the first letters of their names. */
    async wire(port: string, end: string) {
      const before = await canvas.wires.count()
      await press('w')
      await expect(page.getByPlaceholder('Which port')).toBeFocused()
      await page.keyboard.type(port)
      await press('Enter')
      await expect(page.getByPlaceholder('Where to')).toBeFocused()
      await page.keyboard.type(end)
      await press('Enter')
      await expect(canvas.wires).toHaveCount(before + 1)
    },
    async choose(box: Locator, option: string) {
      await use(box)
      await pick(page.getByRole('option', { name: option, exact: true }))
      await expect(box).toContainText(option)
      await expect(box).toBeFocused()
    },
    /** Out of the form or a panel, back to the block. */
    async leaveTo(name: string) {
      await press('Escape')
      await expect(canvas.block(name)).toBeFocused()
    },
  }
}

test('[journey.keyboard] from an empty canvas, without a pointer: an approval flow with a branch and a map is built, tried, pinned, broken, fixed, published, compared and rolled back', async ({
  page,
  context,
  me,
}, info) => {
  await page.addInitScript(() => {
    const counted = Object.assign(window, { pointed: 0 })
    for (const kind of ['pointerdown', 'mousedown', 'touchstart']) window.addEventListener(kind, () => counted.pointed++, true)
  })
  const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/agents`, { name: 'Invitations' })
  const canvas = canvasOn(page)
  const form = canvas.inspector
  const keys = keysOn(page)
  await canvas.open(`/${me.slug}/agents/${id}`)

  await keys.press('?')
  const sheet = page.getByRole('dialog', { name: 'Keyboard' })
  await expect(sheet).toContainText('Draw a wire from the block')
  await expectSound(page)
  await shot(page, info, 'keyboard-sheet')
  await keys.press('Escape')
  await expect(sheet).toHaveCount(0)

  // Built: each block, what it takes, and the wires.
  await keys.add('manual start', 'Manual start')
  await keys.press('Enter')
  await keys.use(form.getByRole('button', { name: 'Add a port' }))
  await expect(form.getByRole('textbox', { name: 'Name of port 1' })).toBeFocused()
  await keys.type('names')
  await keys.choose(form.getByRole('combobox', { name: 'Kind of port 1' }), 'List of texts')
  await keys.leaveTo('Manual start')
  await keys.add('map', 'Map')
  await keys.add('change case', 'Change case')
  await keys.press('Enter')
  await keys.choose(form.getByRole('combobox', { name: 'To' }), 'Upper')
  await keys.leaveTo('Change case')
  await keys.add('join text', 'Join text')
  await keys.press('Enter')
  await keys.to(form.getByRole('textbox', { name: 'Separator', exact: true }))
  await keys.type(', ')
  await keys.leaveTo('Join text')
  await keys.add('branch', 'Branch')
  await keys.add('approval', 'Approval')
  await keys.press('Enter')
  await keys.to(form.getByRole('textbox', { name: 'Title', exact: true }))
  // in a field letters are letters: none of them is a command
  await keys.type('Invite them, all of you? a w d ?')
  await keys.leaveTo('Approval')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await expect(canvas.flow.locator('.react-flow__node-block')).toHaveCount(6)
  const at = await canvas.block('Approval').evaluate((element) => element.style.transform)
  await keys.press('ArrowDown', 'Shift+ArrowRight')
  await expect.poll(() => canvas.block('Approval').evaluate((element) => element.style.transform)).not.toBe(at)

  await keys.walkTo('Manual start')
  await keys.wire('names', 'Map items')
  await keys.walkTo('Map')
  await keys.wire('item', 'Change case text')
  await keys.walkTo('Change case')
  await keys.wire('text', 'Map result')
  await keys.walkTo('Map')
  await keys.wire('results', 'Join text parts')
  await keys.walkTo('Join text')
  await keys.wire('text', 'Branch value')
  await keys.walkTo('Branch')
  await keys.wire('yes', 'Approval message')
  await keys.press('Enter')
  await keys.use(form.getByRole('button', { name: 'Work out Condition with an expression' }))
  await expect(form.getByRole('combobox', { name: 'Condition' })).toBeFocused()
  await keys.type('size(map.results) > 1')
  await keys.leaveTo('Branch')
  const untidy = await canvas.block('Approval').evaluate((element) => element.style.transform)
  await keys.press('Shift+L')
  await expect.poll(() => canvas.block('Approval').evaluate((element) => element.style.transform), 'put in order').not.toBe(untidy)
  await expect(canvas.saved).toBeVisible()

  // A port that gets another name is followed by its wire; undo takes both back.
  await keys.walkTo('Manual start')
  await keys.press('Enter')
  await keys.to(form.getByRole('textbox', { name: 'Name of port 1' }), 'Shift+Tab')
  await keys.press('Control+a')
  await keys.type('people')
  await keys.leaveTo('Manual start')
  await expect(canvas.flow.getByLabel(/^Wire from .*people/)).toHaveCount(1)
  await keys.press('Control+z')
  await expect(canvas.flow.getByLabel(/^Wire from .*names/)).toHaveCount(1)

  // Whatever has no key of its own has a name: Ctrl-K.
  await keys.press('Control+k')
  const places = page.getByRole('dialog', { name: 'Search or go to' })
  await expect(places.getByPlaceholder('Search or go to')).toBeFocused()
  await keys.type('Blocks as a list')
  await shot(page, info, 'keyboard-names')
  await keys.press('Enter')
  const list = page.getByRole('list', { name: 'Blocks of this flow' })
  await expect(list).toContainText('after Join text')
  await expect(async () => {
    await keys.press('Escape')
    await expect(list).toHaveCount(0, { timeout: 500 })
  }).toPass()
  await expect(canvas.block('Manual start')).toBeFocused()

  // Tried, and answered where it is asked.
  await keys.press('Control+Enter')
  const panel = page.getByRole('region', { name: 'Try it' })
  const asked = page.getByRole('dialog', { name: 'Try the draft' })
  for (const [index, name] of ['anna', 'bo'].entries()) {
    await keys.use(asked.getByRole('button', { name: 'Add a text' }))
    await expect(asked.getByRole('textbox', { name: 'names' }).nth(index)).toBeFocused()
    await keys.type(name)
  }
  await keys.press('Enter')
  await expect(panel.getByText('Waiting for a person')).toBeVisible()
  await keys.press('t')
  await expect(panel).toBeFocused()
  await keys.use(panel.getByRole('button', { name: /^Answer: Invite them/ }))
  await keys.use(panel.getByRole('button', { name: /^Approve/ }))
  await expect(panel.getByText('Completed', { exact: true })).toBeVisible()
  await expect(panel).toBeFocused() // what was pressed is gone
  await shot(page, info, 'keyboard-tried')
  await keys.leaveTo('Manual start')

  // Pinned: what it gives is written by hand, and the rest goes on from there.
  await keys.walkTo('Map')
  await keys.press('t')
  await keys.use(panel.getByRole('button', { name: 'Edit and pin' }))
  const pin = page.getByRole('dialog', { name: 'Pin the output of Map' })
  await expect(pin.getByLabel('Output, by port')).toBeFocused()
  await keys.press('Control+a')
  await keys.type('{ "results": ["pinned one", "pinned two"], "failures": [], "count": 2 }')
  await keys.use(pin.getByRole('button', { name: 'Pin it' }))
  await expect(panel.getByText('Pinned', { exact: true })).toBeVisible()
  await keys.leaveTo('Map')
  await keys.walkTo('Join text')
  await keys.press('t')
  await keys.use(panel.getByRole('button', { name: 'Run to here' }))
  await expect(panel.getByLabel('Output', { exact: true })).toHaveValue(/pinned one, pinned two/)
  await keys.use(panel.getByRole('button', { name: 'Close' }))
  await expect(panel).toHaveCount(0)
  await expect(canvas.block('Join text')).toBeFocused()

  // Broken, read and mended.
  await keys.walkTo('Map')
  await keys.press('Enter')
  const drawn = await canvas.wires.count()
  await keys.use(form.getByRole('button', { name: 'Cut this wire' }).first())
  await expect(canvas.wires).toHaveCount(drawn - 1)
  await keys.leaveTo('Map')
  await expect(page.getByRole('button', { name: /fill in/ })).toBeVisible()
  await keys.press('e')
  const wrong = page.getByRole('dialog', { name: 'To solve before it can be published' })
  await expect(wrong).toContainText('Map')
  await keys.use(wrong.getByRole('button', { name: /^Take it from Manual start/ }))
  await expect(canvas.wires).toHaveCount(drawn)
  await expect(canvas.block('Map')).toBeFocused()

  await keys.press('Shift+P')
  const publish = page.getByRole('dialog', { name: /^Publish revision/ })
  await keys.to(publish.getByLabel('What changed'))
  await keys.type('The first')
  await keys.use(publish.getByRole('button', { name: 'Publish', exact: true }))
  await expect(page.getByText('Revision 1 is live')).toBeVisible()
  await expect(canvas.block('Map')).toBeFocused()
  await keys.press('Shift+P')
  await expect(page.getByText('Nothing new to publish')).toBeVisible()
  await keys.walkTo('Approval')
  await keys.press('Enter')
  await keys.to(form.getByRole('textbox', { name: 'Title', exact: true }))
  await keys.press('Control+a')
  await keys.type('Really invite them?')
  await keys.leaveTo('Approval')
  await keys.press('Shift+P')
  await keys.to(publish.getByLabel('What changed'))
  await keys.type('Asks more sternly')
  await keys.use(publish.getByRole('button', { name: 'Publish', exact: true }))
  await expect(page.getByText('Revision 2 is live')).toBeVisible()
  await expect(canvas.block('Approval')).toBeFocused()

  // Compared with what was before it, and taken back.
  await keys.press('v')
  const versions = page.getByRole('complementary', { name: 'Versions' })
  await expect(versions).toBeFocused()
  await keys.use(versions.getByRole('button', { name: 'More on revision 2' }))
  await keys.pick(page.getByRole('menuitem', { name: 'What it changed' }))
  const compare = page.getByRole('region', { name: 'Compare versions' })
  await expect(compare.getByRole('region', { name: 'Approval: changed' })).toContainText('Really invite them?')
  await keys.press('Escape')
  await expect(compare).toHaveCount(0)
  await expect(versions.getByRole('button', { name: 'More on revision 2' })).toBeFocused()
  await keys.use(versions.getByRole('button', { name: 'More on revision 1' }))
  await keys.pick(page.getByRole('menuitem', { name: 'Roll back to it' }))
  const back = page.getByRole('dialog', { name: 'Roll back to revision 1' })
  await keys.use(back.getByRole('button', { name: 'Roll back' }))
  await expect(versions.getByText('Brought back from revision 1')).toBeVisible()
  await expect(back).toHaveCount(0)
  await expect.poll(() => versions.evaluate((panel) => panel.contains(document.activeElement))).toBe(true)
  await shot(page, info, 'keyboard-rolled-back')
  await keys.leaveTo('Approval')
  await expect(versions).toHaveCount(0)
  expect(await page.evaluate(() => Reflect.get(window, 'pointed'))).toBe(0)
})
