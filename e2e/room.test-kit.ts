import { expect, type Locator, type Page } from '@playwright/test'

/** A room as the person in front of it knows it. */
export type RoomPage = ReturnType<typeof roomOn>

export function roomOn(page: Page) {
  const log = page.getByRole('log', { name: 'Conversation' })
  const composer = page.getByRole('textbox', { name: 'Message' })
  return {
    log,
    composer,
    /** What agents and people said, and what became of runs; without cards and tool lines. */
    messages: log.locator('article[data-kind="message"]'),
    notices: log.locator('article[data-kind="notice"]'),
    card: (title: string) => log.getByRole('region', { name: title }),
    waiting: log.getByRole('region', { name: 'Confirm the transfer' }).filter({ hasText: 'Waits for you' }),
    /** The rows of the newest list of transactions that tell of this much going to this person. */
    moved: (who: string, amount: string) =>
      log
        .getByRole('region', { name: 'Transactions' })
        .last()
        .getByRole('listitem')
        .filter({ hasText: who })
        .filter({ hasText: `−${amount}` }),
    async open(address: string) {
      await page.goto(address)
      // loaded, and so in the browser's hands: what is typed before that is not seen by the page
      await expect(page.getByRole('status', { name: 'The room is being opened' })).toHaveCount(0, { timeout: 60_000 })
      await expect(composer).toBeVisible()
    },
    async say(text: string) {
      await composer.fill(text)
      await page.getByRole('button', { name: 'Send', exact: true }).click()
      await expect(log.getByText(text, { exact: true }).last()).toBeVisible()
    },
    /** Asks for the transactions and waits until the answer is whole. */
    async readLedger() {
      const before = await log.getByRole('region', { name: 'Transactions' }).count()
      await this.say('Show my last 50 transactions')
      await expect(log.getByRole('region', { name: 'Transactions' })).toHaveCount(before + 1)
    },
    /** What the scripted demo said is marked so, message by message. */
    async expectDemoOnEveryMessage() {
      const said = log.locator('article[data-kind="message"]:not([aria-label^="You"])')
      expect(await said.count()).toBeGreaterThan(0)
      await expect(said.filter({ hasNot: page.getByText('DEMO', { exact: true }) })).toHaveCount(0)
    },
  }
}

/** What was said, without who said it when: the same in every browser. */
export const wordsIn = async ({ messages }: RoomPage): Promise<string[]> =>
  (await messages.allTextContents()).map((text) => text.replace(/^.*?\d{2}:\d{2}/, ''))

/** Records every text a place shows from now on: what a person would have seen on the way. */
export async function watched(place: Locator): Promise<() => Promise<string[]>> {
  const handle = await place.evaluateHandle((element) => {
    const seen = [element.textContent ?? '']
    new MutationObserver(() => {
      const now = element.textContent ?? ''
      if (now !== seen.at(-1)) seen.push(now)
    }).observe(element, { subtree: true, childList: true, characterData: true })
    return seen
  })
  return () => handle.jsonValue()
}
