import type { Page } from '@playwright/test'
import { agentWith, call, expect, expectSound, shot, signedUp, test } from './journeys.test-kit.ts'
import { type RoomPage, roomOn } from './room.test-kit.ts'

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

test('[journey.rooms] two people and their agents in one room: mention, router, silence, hand-over, queue, edit, stop, reload', async ({
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
  const { id } = await call<{ id: string }>(context, 'POST', `/api/workspaces/${me.slug}/rooms`, { agent: greeter, title: 'All together' })
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
    await expectSound(page)
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

  await test.step('both see the same, and so does a reload', async () => {
    const words = async (room: RoomPage) => (await room.messages.allTextContents()).map((text) => text.replace(/^.*?\d{2}:\d{2}/, ''))
    const before = await words(one)
    await expect(async () => expect(await words(two)).toEqual(before)).toPass()
    await one.open(address)
    await expect(one.messages).toHaveCount(before.length)
    expect(await words(one)).toEqual(before)
    await shot(page, info, 'room-silence')
  })
  await hers.close()
})
