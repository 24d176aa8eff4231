import type { Page } from '@playwright/test'
import { largeFlow } from './bench/large-flow.ts'
import { canvasOn } from './canvas.test-kit.ts'
import { call, expect, shot, test } from './journeys.test-kit.ts'

test.use({ viewport: { width: 1440, height: 900 } })

/** Which blocks and wires the page drew anew while something was done. */
async function drawnWhile(page: Page, work: () => Promise<void>): Promise<{ blocks: string[]; wires: string[] }> {
  await page.evaluate(() => {
    const seen = { blocks: new Set<string>(), wires: new Set<string>() }
    const observer = new MutationObserver((changes) => {
      for (const { target } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const block = element?.closest('.react-flow__node')?.getAttribute('data-id')
        const wire = element?.closest('.react-flow__edge')?.getAttribute('data-testid')?.slice('rf__edge-'.length)
        if (block) seen.blocks.add(block)
        if (wire) seen.wires.add(wire)
      }
    })
    const flow = document.querySelector('.react-flow__viewport')
    if (flow) observer.observe(flow, { subtree: true, attributes: true, childList: true, characterData: true })
    Reflect.set(window, 'seen', { seen, observer })
  })
  await work()
  return page.evaluate(() => {
    const { seen, observer } = Reflect.get(window, 'seen') as { seen: { blocks: Set<string>; wires: Set<string> }; observer: MutationObserver }
    observer.disconnect()
    return { blocks: [...seen.blocks].sort(), wires: [...seen.wires].sort() }
  })
}

/** Turns the wheel for some frames. Whether the ground was pushed meanwhile, how far the canvas says it moved, and how far a block is seen to have, at rest. */
function pannedFrom(page: Page): Promise<Record<'told' | 'seen', { x: number; y: number }> & { pushed: boolean }> {
  return page.evaluate(async () => {
    const canvas = document.querySelector('.canvas')
    const [pane, view, block] = ['.react-flow__pane', '.react-flow__viewport', '.react-flow__node'].map((part) => document.querySelector<HTMLElement>(part))
    if (!canvas || !pane || !view || !block) throw new Error('nothing is drawn')
    const places = () => {
      const { e, f } = new DOMMatrix(view.style.transform)
      const { left, top } = block.getBoundingClientRect()
      return { told: { x: e, y: f }, seen: { x: left, y: top } }
    }
    const before = places()
    let pushed = false
    for (let frame = 0; frame < 8; frame++) {
      pane.dispatchEvent(new WheelEvent('wheel', { deltaX: 12, deltaY: 6, bubbles: true, cancelable: true }))
      await new Promise(requestAnimationFrame)
      pushed ||= canvas.classList.contains('canvas-drifting')
    }
    while (canvas.classList.contains('canvas-drifting')) await new Promise(requestAnimationFrame)
    const after = places()
    const way = (part: 'told' | 'seen') => ({ x: Math.round(after[part].x - before[part].x), y: Math.round(after[part].y - before[part].y) })
    return { pushed, told: way('told'), seen: way('seen') }
  })
}

/** A block that nothing lies over, also not the form once it is open. */
function freeBlock(page: Page): Promise<string | undefined> {
  return page.locator('.react-flow__node').evaluateAll((all) => {
    const stands = ({ left, right, top, bottom }: DOMRect) => left > 500 && right < 1000 && top > 250 && bottom < 650
    return all.find((one) => stands(one.getBoundingClientRect()))?.getAttribute('data-id') ?? undefined
  })
}

test('[editor.large] of 500 blocks and 800 wires only what is in view is drawn, a drag draws the dragged block and its wires, typing the block it fills', async ({
  page,
  context,
  me,
}, info) => {
  const path = `/api/workspaces/${me.slug}/agents`
  const { id, draftVersion } = await call<{ id: string; draftVersion: number }>(context, 'POST', path, { name: 'Large' })
  await call(context, 'PUT', `${path}/${id}/draft`, { draftVersion, flow: largeFlow(500, 800) })
  const canvas = canvasOn(page)
  await canvas.open(`/${me.slug}/agents/${id}`)

  // From very far a block is a box, and the wires are some forty drawings: those that are wrong, and those that are selected, each one more.
  await expect(canvas.block('Block 0')).toBeVisible()
  await expect(canvas.flow.locator('.port')).toHaveCount(0)
  await expect(canvas.flow.locator('.react-flow__edge')).toHaveCount(0)
  await expect(canvas.flow.locator('.far-wires path')).toHaveCount(42)
  await shot(page, info, 'large-far')
  const panned = await pannedFrom(page)
  expect(panned.pushed).toBe(true)
  expect(panned.told.x).toBeLessThan(0)
  expect(panned.seen).toEqual(panned.told)

  await page.getByTitle('Real size').click()
  await expect(page.getByTitle('Real size')).toHaveText('100%')
  await expect.poll(() => canvas.flow.locator('.react-flow__node').count()).toBeLessThan(60)
  await expect.poll(() => canvas.wires.count()).toBeGreaterThan(10)
  // the view glides: what stands free is known when it says the same for some frames
  let free = await freeBlock(page)
  for (let before: string | undefined = 'none'; before !== free; ) {
    before = free
    await page.evaluate(async () => {
      for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame)
    })
    free = await freeBlock(page)
  }
  const name = `Block ${free?.slice(1)}`
  await shot(page, info, 'large-near')

  await canvas.block(name).locator('header').click()
  await expect(canvas.inspector).toBeVisible()
  const dragged = await drawnWhile(page, () => canvas.move(name, { x: -24, y: 32 }))
  expect(dragged.blocks).toEqual([free])
  expect(dragged.wires.length).toBeGreaterThan(0)
  for (const wire of dragged.wires) expect(wire.split('>').some((end) => end.startsWith(`${free}.`))).toBe(true)

  const field = canvas.inspector.getByRole('textbox', { name: 'Text', exact: true })
  await field.focus()
  const typed = await drawnWhile(page, async () => {
    await field.pressSequentially('More words. ')
    await expect(canvas.saved).toBeVisible()
  })
  expect(typed).toEqual({ blocks: [free], wires: [] })
})
