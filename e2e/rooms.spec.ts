import type { Page } from '@playwright/test'
import { agentWith, call, expect, expectSound, roomWith, shot, signedUp, test } from './journeys.test-kit.ts'
import { type RoomPage, roomOn, wordsIn } from './room.test-kit.ts'

const position = { x: 0, y: 0 }
const literal = (value: unknown) => ({ kind: 'literal', value })

/** Says one thing, at once. */
const saying = (text: string) => ({
  nodes: {
    start: { block: 'chat.message', version: 1, position, inputs: {} },
    say: { block: 'reply.text', version: 1, position, inputs: { text: literal(text) } },
  },
  wires: [{ from: { node: 'start', port: 'done' }, to: { node: 'say', port: 'after' } }],
})

/** Speaks for longer than any journey takes: one demo answer after the other. */
const speaking = () => {
  const names = Array.from({ length: 240 }, (_, i) => `part${i + 1}`)
  return {
    nodes: {
      start: { block: 'chat.message', version: 1, position, inputs: {} },
      ...Object.fromEntries(names.map((name) => [name, { block: 'agent.loop', version: 1, position, inputs: { remember: literal(0) } }])),
    },
    wires: [
      ...names.map((name) => ({ from: { node: 'start', port: 'text' }, to: { node: name, port: 'message' } })),
      ...names.slice(1).map((name, i) => ({ from: { node: names[i] ?? '', port: 'done' }, to: { node: name, port: 'after' } })),
    ],
  }
}

const queue = (page: Page) => page.getByRole('region', { name: 'Waiting for their turn' })
const said = (room: RoomPage, text: string) => room.messages.filter({ hasText: text })

test('[journey.rooms] two people and their agents in one room: mention, router, silence, hand-over and its limit, streams beside each other, queue, edit, stop, reload', async ({
  page,
  context,
  browser,
  me,
}, info) => {
  test.slow() // two browsers and an agent that never stops speaking
  const hers = await browser.newContext({ reducedMotion: 'reduce', colorScheme: 'dark' })
  const grace = await signedUp(hers, 'Grace Hopper')
  await call(context, 'PUT', `/api/workspaces/${me.slug}/members`, { email: grace.email, role: 'operator' })
  const greeter = await agentWith(context, me.slug, 'Greeter', saying('Good day. @Desk knows.'))
  await agentWith(context, me.slug, 'Desk', saying('The desk is open.'))
  await agentWith(context, me.slug, 'Writer', speaking())
  const more = {
    Poet: speaking(),
    North: saying('Over to @South, please.'),
    South: saying('Back to @North, please.'),
  }
  const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/rooms`, { agent: greeter, title: 'All together' })
  for (const [name, flow] of Object.entries(more)) {
    const member = await agentWith(context, me.slug, name, flow)
    await call(context, 'PUT', `/api/workspaces/${me.slug}/rooms/${id}/members/${member}`, { kind: 'agent' })
  }
  const address = `/${me.slug}/rooms/${id}`
  const [one, two] = [roomOn(page), roomOn(await hers.newPage())]
  const her = two.log.page()
  await one.open(address)
  await two.open(address)

  await test.step('agents and people are brought in, and everybody sees it', async () => {
    await page.getByRole('button', { name: 'People and agents' }).click()
    const sheet = page.getByRole('dialog', { name: 'People and agents' })
    for (const name of ['Desk', 'Writer']) {
      await sheet.getByRole('combobox', { name: 'Add an agent' }).click()
      await page.getByRole('option', { name }).click()
      await expect(sheet.getByRole('button', { name: `Remove ${name}` })).toBeVisible()
    }
    await sheet.getByRole('combobox', { name: 'Add a person' }).click()
    await page.getByRole('option', { name: /Grace Hopper/ }).click()
    await expect(two.notices.filter({ hasText: 'Ada Lovelace added Grace Hopper.' })).toBeVisible()
    await expectSound(page)
    await shot(page, info, 'room-members')
    await page.keyboard.press('Escape')
  })

  await test.step('an agent hands over to another, and says why on demand', async () => {
    await one.say('Hello')
    await expect(said(two, 'The desk is open.')).toBeVisible()
    const answer = said(one, 'The desk is open.')
    await answer.hover()
    await answer.getByRole('button', { name: 'More about this message' }).click()
    await page.getByRole('menuitem', { name: 'Why this agent?' }).click()
    await expect(answer).toContainText('Greeter handed over to it.')
  })

  await test.step('two that hand over to each other again and again are halted, and the room says why', async () => {
    await one.say('@North who is it?')
    for (const room of [one, two]) {
      await expect(room.notices.filter({ hasText: 'Agents handed over 4 times, which is the most here. South answers when a person asks.' })).toHaveCount(1)
      await expect(said(room, 'Over to @South, please.')).toHaveCount(3)
      await expect(said(room, 'Back to @North, please.')).toHaveCount(2)
    }
    await expect(one.log).not.toContainText('Working')
    await shot(page, info, 'room-limit')
  })

  await test.step('a mention is completed while it is typed', async () => {
    await one.composer.pressSequentially('@wri')
    await expect(page.getByRole('option', { name: /Writer/ })).toHaveAttribute('aria-selected', 'true')
    await expectSound(page)
    await shot(page, info, 'room-mention')
    await one.composer.press('Enter')
    await expect(one.composer).toHaveValue('@Writer ')
    await one.composer.pressSequentially('a long story, please')
    await one.composer.press('Enter')
    await expect(said(two, 'No model is connected').first()).toBeVisible()
  })

  await test.step('another agent answers beside it; for the same one a message waits, is edited, and is there after a reload', async () => {
    await two.say('@Desk are you there?')
    await expect(said(one, 'The desk is open.')).toHaveCount(2)
    await two.composer.fill('@Writer and a poem')
    await two.composer.press('Enter')
    for (const side of [page, her]) await expect(queue(side)).toContainText('and a poem')
    await queue(her).getByRole('button', { name: 'Edit this message' }).click()
    await queue(her).getByRole('textbox', { name: 'Message that waits' }).fill('@Writer and a song')
    await shot(her, info, 'room-queue-edit')
    await queue(her).getByRole('button', { name: 'Save' }).click()
    await expect(queue(page)).toContainText('and a song')
    await expect(queue(page).getByRole('button', { name: 'Edit this message' })).toHaveCount(0)
    await shot(page, info, 'room-queue')
    await one.open(address)
    await expect(queue(page)).toContainText('and a song')
    await expect(page.getByText('what you send it waits for its turn')).toBeVisible()
  })

  await test.step('stop ends it at once, and what waited is next', async () => {
    await page.getByRole('button', { name: 'Stop the agent' }).click()
    await expect(two.notices.filter({ hasText: 'Stopped by Ada Lovelace.' })).toBeVisible()
    await expect(said(one, '@Writer and a song')).toBeVisible()
    await expect(queue(page)).toHaveCount(0)
    await expect(said(one, 'and a poem')).toHaveCount(0)
    await page.getByRole('button', { name: 'Stop the agent' }).click()
    await expect(two.notices.filter({ hasText: 'Stopped by Ada Lovelace.' })).toHaveCount(2)
  })

  await test.step('two agents speak beside each other, and no word of one gets into the other’s', async () => {
    await two.say('@Writer @Poet at once, please')
    for (const room of [one, two]) await expect(room.log.locator('.room-growing')).toHaveCount(2)
    await shot(page, info, 'room-beside')
    await page.getByRole('button', { name: 'Stop the agents' }).click()
    for (const room of [one, two]) {
      await expect(room.notices.filter({ hasText: 'Stopped by Ada Lovelace.' })).toHaveCount(4)
      const texts = (await said(room, 'No model').allTextContents()).map((text) => text.slice(text.indexOf('No model')))
      const whole = texts[0] ?? ''
      for (const text of texts) expect(whole.startsWith(text.split(/\[|Stopped here/)[0] ?? '')).toBe(true)
    }
  })

  await test.step('silence: a word to people starts nobody, nor does anything in a room where only names count', async () => {
    await one.say('@everyone lunch?')
    await expect(one.log).toContainText('so no agent answers')
    await page.getByRole('button', { name: 'People and agents' }).click()
    const sheet = page.getByRole('dialog', { name: 'People and agents' })
    await sheet.getByRole('combobox', { name: 'Who answers' }).click()
    await page.getByRole('option', { name: /Only who is named/ }).click()
    await sheet.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText('Saved')).toBeVisible()
    await page.keyboard.press('Escape')
    await one.say('Anybody here?')
    await expect(one.log).toContainText('agents answer only when they are named')
  })

  const menuOf = async (room: RoomPage, text: string, choice: string) => {
    const message = said(room, text).last()
    await message.hover()
    await message.getByRole('button', { name: 'More about this message' }).click()
    await room.log.page().getByRole('menuitem', { name: choice }).click()
  }

  await test.step('who is here and who types is seen, and gone when they leave', async () => {
    await expect(page.getByText('Grace Hopper is here', { exact: true })).toBeAttached()
    await two.composer.pressSequentially('Let me')
    await expect(page.getByText('Grace Hopper is typing…')).toBeVisible()
    await shot(page, info, 'room-presence')
    await two.composer.fill('')
    await expect(page.getByText('Grace Hopper is typing…')).toHaveCount(0)
    const third = await hers.newPage()
    await her.goto('about:blank')
    await expect(page.getByText('Grace Hopper is here', { exact: true })).toHaveCount(0)
    await third.close()
    await two.open(address)
  })

  await test.step('an emoji is put on a message, and how far others have read is told on demand', async () => {
    const message = said(one, 'Anybody here?')
    await message.hover()
    await message.getByRole('button', { name: 'React to this message' }).click()
    await expectSound(page)
    await page.getByRole('menuitem', { name: 'Party' }).click()
    const hersOf = said(two, 'Anybody here?').getByRole('button', { name: 'Party: Ada Lovelace' })
    await hersOf.click()
    await expect(message.getByRole('button', { name: 'Party: You, Grace Hopper' })).toHaveAttribute('aria-pressed', 'true')
    await page.getByRole('button', { name: 'People and agents' }).click()
    const sheet = page.getByRole('dialog', { name: 'People and agents' })
    await expect(sheet).toContainText('here now · has read')
    await sheet.getByRole('button', { name: 'Close' }).hover()
    await expect(page.getByText('Close', { exact: true })).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(sheet, 'one Escape is enough').toHaveCount(0)
  })

  await test.step('another answer takes the place of the former, which can still be read', async () => {
    await menuOf(one, 'The desk is open.', 'Answer again')
    const former = one.log.getByText(/An earlier answer of Desk/)
    await expect(former).toBeVisible()
    await former.click()
    await expectSound(page)
    await shot(page, info, 'room-former')
  })

  await test.step('an edited message goes on in a branch, there and back again', async () => {
    await menuOf(one, 'Anybody here?', 'Edit in a branch')
    await one.log.getByRole('textbox', { name: /In other words/ }).fill('@Desk, anybody there?')
    await shot(page, info, 'room-edit-branch')
    await page.getByRole('button', { name: 'Send in a branch' }).click()
    await expect(page).not.toHaveURL(new RegExp(`${id}$`))
    await expect(said(one, '@Desk, anybody there?')).toBeVisible()
    await expect(said(one, 'The desk is open.').last()).toBeVisible()
    await expectSound(page)
    await shot(page, info, 'room-branch')
    await page.getByRole('link', { name: 'Branch of All together' }).click()
    await expect(said(one, 'Anybody here?').getByRole('link', { name: 'Put differently in a branch' })).toBeVisible()
    await expect(two.notices.filter({ hasText: 'put an earlier message differently' })).toBeVisible()
    await shot(page, info, 'room-branched')
  })

  await test.step('a search finds what was said, and opens the room there', async () => {
    await page.goto(`/${me.slug}/rooms`)
    await page.getByRole('searchbox', { name: 'Find a room' }).fill('good day')
    const hit = page.getByRole('region', { name: 'In messages' }).getByRole('link').first()
    await expect(hit).toContainText('Greeter in All together')
    await expectSound(page)
    await shot(page, info, 'rooms-search')
    await hit.click()
    await expect(said(one, 'Good day. @Desk knows.')).toBeInViewport()
    await page.getByRole('button', { name: 'Search in this room' }).click()
    await page.getByRole('searchbox', { name: 'Words to find' }).fill('lun')
    await expect(page.getByRole('dialog').getByRole('link')).toContainText('@everyone lunch?')
    await shot(page, info, 'room-search')
    await page.getByRole('dialog').getByRole('link').click()
    await expect(said(one, '@everyone lunch?')).toBeInViewport()
  })

  await test.step('both see the same, and so does a reload', async () => {
    for (const room of [one, two]) await room.open(address)
    const before = await wordsIn(one)
    await expect(async () => expect(await wordsIn(two)).toEqual(before)).toPass()
    await one.open(address)
    await expect(one.messages).toHaveCount(before.length)
    expect(await wordsIn(one)).toEqual(before)
    await shot(page, info, 'room-silence')
  })
  await hers.close()
})

test('[journey.notices] a decision waits under the bell and in the tab’s title, leads to its room, and what one is told of is set in the account', async ({
  page,
  context,
  me,
}, info) => {
  const address = await roomWith(context, me.slug)
  await page.goto(`/${me.slug}/agents`)
  await call(context, 'POST', `/api/workspaces/${address.split('/')[1]}/rooms/${address.split('/')[3]}/messages`, {
    id: crypto.randomUUID(),
    text: 'Send 25 EUR to Anna',
  })
  const bell = page.getByRole('button', { name: '1 thing waits for you' })
  await expect(bell).toBeVisible({ timeout: 60_000 })
  await expect(page).toHaveTitle(/^\(1\) Agents/)
  await bell.click()
  await expectSound(page)
  await shot(page, info, 'bell')
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 390, height: 844 })
  await bell.click()
  await expectSound(page)
  await shot(page, info, 'bell')
  await page.getByRole('menuitem', { name: /waits for your answer/ }).click()
  const room = roomOn(page)
  await room.waiting.getByRole('button', { name: 'Send €25.00' }).click()
  await expect(room.card('Receipt')).toContainText('€25.00')
  await expect(page.getByRole('button', { name: 'Nothing waits for you' })).toBeVisible({ timeout: 60_000 })
  await expect(page).not.toHaveTitle(/^\(/)
  await room.messages.last().hover()
  await shot(page, info, 'room-phone')
  await page.getByRole('button', { name: 'Search in this room' }).click()
  await page.getByRole('searchbox', { name: 'Words to find' }).fill('send')
  await expect(page.getByRole('dialog').getByRole('link').first()).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'room-search-phone')
  await page.goto(`/${me.slug}/settings/account`)
  const answers = page.getByRole('switch', { name: 'Push answers' })
  await expect(answers).toBeVisible()
  await expectSound(page)
  await shot(page, info, 'notice-settings')
  await page.setViewportSize({ width: 1280, height: 720 })
  await shot(page, info, 'notice-settings')
})
