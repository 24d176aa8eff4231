import type { BrowserContext, Page, WebSocketRoute } from '@playwright/test'
import { canvasOn } from './canvas.test-kit.ts'
import { expect } from './journeys.test-kit.ts'

/** Somebody who edits a flow by keyboard, at random but never somebody else's work away. */
export async function randomEditor({ page, context, name, random }: { page: Page; context: BrowserContext; name: string; random: () => number }) {
  const canvas = canvasOn(page)
  const lines = new Set<WebSocketRoute>()
  let cut = false
  await context.routeWebSocket('**/live/flow', (line) => {
    if (cut) return void line.close()
    line.connectToServer()
    lines.add(line)
  })
  const words = canvas.inspector.getByRole('textbox', { name: 'Instructions' })
  const said: string[] = []
  const agent = canvas.block('Payments assistant')
  const hold = async () => {
    await agent.focus()
    await page.keyboard.press('Enter')
    await expect(words).toBeVisible()
  }
  const deeds = [
    async function says() {
      await hold()
      await words.press('Control+End')
      const word = `${name}-${said.length}.`
      await words.pressSequentially(` ${word}`)
      said.push(word)
    },
    async function adds() {
      await page.getByRole('button', { name: 'Add block', exact: true }).click()
      await page.getByPlaceholder('Search blocks').fill('reply')
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: 'Add block', exact: true }).click()
    },
    async function moves() {
      await agent.focus()
      await page.keyboard.press(random() < 0.5 ? 'ArrowRight' : 'ArrowDown')
    },
    async function undoesAndRedoes() {
      const undo = page.getByRole('button', { name: 'Undo', exact: true })
      if (!(await undo.isEnabled())) return
      await undo.click()
      await page.getByRole('button', { name: 'Redo', exact: true }).click()
    },
  ]
  return {
    page,
    canvas,
    words,
    said,
    hold,
    async editUntil(over: () => boolean) {
      while (!over()) await deeds[Math.floor(random() * deeds.length)]?.()
      await deeds[0]?.()
    },
    /** As in a tunnel: nothing goes out and nothing comes in. */
    async cutOff() {
      cut = true
      await context.setOffline(true)
      for (const line of lines) await line.close()
      lines.clear()
    },
    async connectAgain() {
      cut = false
      await context.setOffline(false)
    },
    /** The flow as it is on the canvas, read as somebody would who copies all of it. */
    async flow(): Promise<{ nodes: object; wires: string[] }> {
      await agent.focus()
      await page.keyboard.press('Control+a')
      const text = await page.evaluate(() => {
        const clipboardData = new DataTransfer()
        window.dispatchEvent(new ClipboardEvent('copy', { clipboardData, cancelable: true }))
        return clipboardData.getData('text/plain')
      })
      const { flow } = JSON.parse(text) as { flow: { nodes: object; wires: object[] } }
      return { nodes: flow.nodes, wires: flow.wires.map((wire) => JSON.stringify(wire)).sort() }
    },
  }
}
