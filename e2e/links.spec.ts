import { createHmac, randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { BrowserContext, FrameLocator, Page } from '@playwright/test'
import { agentWith, call, expect, expectSound, phone, shot, test } from './journeys.test-kit.ts'
import { roomOn } from './room.test-kit.ts'

const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mP8z8BQz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC', 'base64')
const position = { x: 0, y: 0 }
const literal = (value: unknown) => ({ kind: 'literal', value })
/** Asks for a size, and says thanks. */
const asking = {
  nodes: {
    start: { block: 'chat.message', version: 1, position, inputs: {} },
    say: { block: 'reply.text', version: 1, position, inputs: { text: literal('Good day. We are open until six.') } },
    ask: { block: 'human.choice', version: 1, position, inputs: { title: literal('Which size?'), options: literal(['Small', 'Large']) } },
  },
  wires: [
    { from: { node: 'start', port: 'done' }, to: { node: 'say', port: 'after' } },
    { from: { node: 'say', port: 'done' }, to: { node: 'ask', port: 'after' } },
  ],
}

/** Somebody else's site, on an origin of its own. */
async function site(pageOf: () => string): Promise<{ origin: string; close: () => void }> {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(pageOf()))
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}

/** As it is: what stands around the chat, or a link's own theme, does not change with the browser's. */
async function picture(page: Page, name: string): Promise<void> {
  if (process.env.HEARTH_SHOTS) await page.screenshot({ path: join(process.env.HEARTH_SHOTS, `${name}-${page.viewportSize()?.width}.png`) })
}

type Chat = Page | FrameLocator
const say = async (chat: Chat, text: string) => {
  await chat.getByRole('textbox', { name: 'Message' }).fill(text)
  await chat.getByRole('button', { name: 'Send', exact: true }).click()
}
const hears = (chat: Chat, text: string) => expect(chat.getByRole('log', { name: 'Conversation' }).getByText(text).last()).toBeVisible()

function identity(secret: string, claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const content = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ exp: Math.floor(Date.now() / 1000) + 600, ...claims })}`
  return `${content}.${createHmac('sha256', secret).update(content).digest('base64url')}`
}

const newLink = (context: BrowserContext, slug: string, agent: string, settings: object) =>
  call<{ id: string; url: string }>(context, 'POST', `/api/workspaces/${slug}/chat-links`, { agent, settings })

test('[journey.links] a chat on another site: works where allowed, is refused elsewhere, outlives a reload, and ends when it is switched off', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  test.slow() // several browsers and two sites
  await agentWith(context, me.slug, 'Front desk', asking)
  let script = ''
  const words = '<h1>A shop</h1><p>What stands here is not ours.</p>'
  const shop = await site(() => `<!doctype html><html lang="en"><title>Shop</title><body style="font-family: sans-serif">${words}${script}</body></html>`)
  const elsewhere = await site(() => `<!doctype html><html lang="en"><title>Elsewhere</title><body>${words}${script}</body></html>`)
  let address = ''

  await test.step('an editor shares the agent: a link with words, a colour, a limit and a site', async () => {
    await page.goto(`/${me.slug}/agents`)
    await page.getByRole('button', { name: 'More for Front desk' }).click()
    await page.getByRole('menuitem', { name: 'Share' }).click()
    await expect(page.getByText('No chat links yet')).toBeVisible()
    await expectSound(page)
    await page.getByRole('button', { name: 'New chat link' }).click()
    const form = page.getByRole('dialog', { name: 'New chat link' })
    await form.getByLabel('Title').fill('Ask the shop')
    await form.getByLabel('Welcome').fill('We answer around the clock.')
    await form.getByLabel('Suggested first messages').fill('When are you open?\nWhere are you?')
    await form.getByLabel('One guest in an hour').fill('4')
    await form.getByRole('switch', { name: 'Guests may attach files' }).click()
    await form.getByLabel('One message').fill('2')
    await form.getByLabel('Accent').fill('#1d6f5c')
    await form.getByLabel('Allowed sites').fill('shop.example')
    await form.getByRole('button', { name: 'Make the link' }).click()
    await expect(form.getByText('Line 1: An address such as')).toBeVisible()
    await form.getByLabel('Allowed sites').fill(shop.origin)
    await expectSound(page)
    await shot(page, info, 'link-form')
    await form.getByRole('button', { name: 'Make the link' }).click()
    const card = page.getByRole('listitem', { name: 'Ask the shop' })
    await expect(card).toContainText('0 guests · 0 messages')
    address = (await card.getByRole('group', { name: 'Address' }).locator('code').textContent()) ?? ''
    await card.getByRole('button', { name: 'Put on a site' }).click()
    script = (await page.getByRole('group', { name: 'A button in the corner' }).locator('code').textContent()) ?? ''
    expect(script).toContain('/embed.js')
    await expectSound(page)
    await shot(page, info, 'link-embed')
    await page.keyboard.press('Escape')
    await expectSound(page)
    await shot(page, info, 'link-list')
  })

  const theirs = await browser.newContext({ reducedMotion: 'reduce' })
  const visitor = await theirs.newPage()
  const launcher = visitor.getByRole('button', { name: 'Ask the shop' })
  const chat = visitor.frameLocator('iframe')

  await test.step('the launcher opens the chat; a suggestion fills the composer; the agent answers and asks', async () => {
    await visitor.goto(shop.origin)
    await launcher.click()
    await expect(chat.getByText('We answer around the clock.')).toBeVisible()
    await picture(visitor, 'chat-embedded-welcome')
    await chat.getByRole('button', { name: 'When are you open?' }).click()
    await expect(chat.getByRole('textbox', { name: 'Message' })).toHaveValue('When are you open?')
    await chat.getByRole('button', { name: 'Send', exact: true }).click()
    await hears(chat, 'We are open until six.')
    await picture(visitor, 'chat-embedded-asked')
    await chat.getByRole('region', { name: 'Which size?' }).getByRole('button', { name: 'Large' }).click()
    await expect(chat.getByRole('region', { name: 'Which size?' })).not.toContainText('Waits for you')
    await picture(visitor, 'chat-embedded')
    expect(await theirs.cookies(), 'no cookie at all').toEqual([])
  })

  await test.step('the conversation is there after a reload', async () => {
    await visitor.reload()
    await launcher.click()
    await hears(chat, 'When are you open?')
    await hears(chat, 'We are open until six.')
  })

  await test.step('a guest attaches a picture and a page with a script: shown and read, kept through a reload, and nothing of it runs', async () => {
    const alarms: string[] = []
    visitor.on('dialog', (dialog) => {
      alarms.push(dialog.message())
      void dialog.dismiss()
    })
    await chat.locator('form input[type=file]').setInputFiles([
      { name: 'photo.png', mimeType: 'image/png', buffer: png },
      { name: '<img src=x onerror=alert(1)>.html', mimeType: 'text/html', buffer: Buffer.from('<script>alert("ran")</script>') },
    ])
    await expect(chat.locator('form').getByRole('list', { name: 'Attached files' }).getByRole('listitem')).toHaveCount(2)
    await say(chat, 'Is this yours?')
    const said = chat.getByRole('log', { name: 'Conversation' }).getByRole('list', { name: 'Attached files' })
    const photo = said.getByRole('img', { name: 'photo.png' })
    await expect(photo).toBeVisible()
    await expect(chat.getByRole('region', { name: 'Which size?' })).toHaveCount(2)
    await picture(visitor, 'chat-files')
    await visitor.reload()
    await launcher.click()
    await expect(photo).toBeVisible()
    await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(10)
    await said.getByRole('button', { name: /^img src/ }).click()
    await expect(chat.getByRole('dialog').getByText('alert("ran")')).toBeVisible()
    await picture(visitor, 'chat-file-read')
    await visitor.keyboard.press('Escape') // the file, not the chat
    await expect(chat.getByRole('dialog')).toHaveCount(0)
    await expect(photo).toBeVisible()
    expect(alarms).toEqual([])
  })

  await test.step('people of the workspace see the room and write in it; the guest hears it live, and no names', async () => {
    await page.goto(`/${me.slug}/rooms`)
    await expect(page.getByRole('link', { name: /When are you open.*Front desk/ })).toContainText('Guest')
    await page.getByRole('link', { name: /When are you open.*Front desk/ }).click()
    await expect(roomOn(page).log.getByRole('img', { name: 'photo.png' })).toBeVisible()
    await roomOn(page).say('A person here: we are open today, too.')
    await hears(chat, 'we are open today, too')
    await expect(chat.getByText('Team', { exact: true })).toBeVisible()
    await expect(chat.getByText('Ada Lovelace')).toHaveCount(0)
  })

  await test.step('elsewhere it is refused: no launcher, and no frame either', async () => {
    const other = await theirs.newPage()
    const told = other.waitForEvent('console', (message) => message.text().includes('may not be embedded'))
    await other.goto(elsewhere.origin)
    expect((await told).text()).toContain(elsewhere.origin)
    await expect(other.getByRole('button')).toHaveCount(0)
    const blocked = other.waitForEvent('console', (message) => /frame-ancestors|403/.test(message.text()))
    await other.evaluate((src) => document.body.append(Object.assign(document.createElement('iframe'), { src })), address)
    await blocked
    await expect(other.frameLocator('iframe').getByRole('heading', { name: 'Ask the shop' })).toHaveCount(0)
    await other.close()
  })

  await test.step('a limit is told to the guest, and to the console', async () => {
    await say(chat, 'And tomorrow?')
    await expect(chat.getByRole('region', { name: 'Which size?' })).toHaveCount(3)
    await say(chat, 'And on Sunday?')
    await expect(chat.getByRole('region', { name: 'Which size?' })).toHaveCount(4)
    await say(chat, 'And at Easter?')
    await expect(chat.getByText('You have sent 4 messages within an hour, which is the most here.')).toBeVisible()
    await picture(visitor, 'chat-limit')
    await page.goto(`/${me.slug}/settings/links`)
    const card = page.getByRole('listitem', { name: 'Ask the shop' })
    await expect(card).toContainText('A guest reached the most messages in an hour')
    await expect(card).toContainText('1 guest · 4 messages')
    await card.getByRole('button', { name: 'Guests' }).click()
    await expect(page.getByRole('dialog', { name: 'Guests' })).toContainText('4 messages')
    await expectSound(page)
    await shot(page, info, 'link-guests')
    await page.keyboard.press('Escape')
  })

  const whole = await theirs.newPage()
  await test.step('the same link is a page of its own, which keeps its conversation as well', async () => {
    await whole.goto(address)
    await whole.getByRole('textbox', { name: 'Message' }).fill('Hello from the page')
    await whole.locator('form input[type=file]').setInputFiles([{ name: 'order.txt', mimeType: 'text/plain', buffer: Buffer.from('two of them') }])
    await expect(whole.locator('form').getByRole('list', { name: 'Attached files' }).getByText('order.txt')).toBeVisible()
    await whole.getByRole('button', { name: 'Send', exact: true }).click()
    await hears(whole, 'We are open until six.')
    await whole.reload()
    await hears(whole, 'Hello from the page')
    await expectSound(whole)
    await shot(whole, info, 'chat-whole')
  })

  await test.step('switched off, it ends at once, wherever it is open', async () => {
    await page.getByRole('switch', { name: 'Ask the shop is on' }).click()
    await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Switch off' }).click()
    for (const open of [chat, whole]) await expect(open.getByText('This chat is closed at the moment.')).toBeVisible()
    await picture(visitor, 'chat-closed')
    await expect(page.getByRole('listitem', { name: 'Ask the shop' })).toContainText('Off')
  })
  await theirs.close()
  shop.close()
  elsewhere.close()
})

test('[journey.links-identity] a restricted chat on a phone, in the dark: who their site vouches for, the same conversation on every device', async ({
  context,
  browser,
  me,
}) => {
  const agent = await agentWith(context, me.slug, 'Front desk', asking)
  const link = await newLink(context, me.slug, agent, { title: 'Members only', access: 'restricted', theme: { accent: '#ffd400', scheme: 'dark' } })
  const { secret } = await call<{ secret: string }>(context, 'POST', `/api/workspaces/${me.slug}/chat-links/${link.id}/secret`)
  const mobile = await browser.newContext({ ...phone, reducedMotion: 'reduce', colorScheme: 'light' })
  const here = await mobile.newPage()

  await here.goto(link.url)
  await expect(here.getByText('This chat is for people who are signed in where they came from.')).toBeVisible()
  await expectSound(here)
  await picture(here, 'chat-refused')

  await here.goto(`${link.url}#identity=${identity('some other secret', { sub: 'member-1' })}`)
  await here.reload()
  await expect(here.getByText('was not signed with the secret of this chat')).toBeVisible()

  const who = { sub: `member-${randomUUID()}`, name: 'Grace' }
  await here.goto(`${link.url}#identity=${identity(secret, who)}`)
  await here.reload()
  await expect(here.getByText('Say something to begin.')).toBeVisible()
  await expectSound(here)
  await picture(here, 'chat-welcome')
  await say(here, 'Hello from my phone')
  await hears(here, 'We are open until six.')
  await expectSound(here)
  await picture(here, 'chat')

  const desk = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'light' })
  const there = await desk.newPage()
  await there.goto(`${link.url}#identity=${identity(secret, who)}`)
  await hears(there, 'Hello from my phone')
  await say(there, 'And from my desk')
  await hears(here, 'And from my desk')
  await expectSound(there)
  await picture(there, 'chat-desk')
  await mobile.close()
  await desk.close()
})
