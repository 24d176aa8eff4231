import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBrowser, origin } from '../../e2e/routes.test-kit.ts'
import { type ConversationEntry, emptyConversation, fold, type Item, itemsOf } from '../conversation/index.ts'
import { closeDurable } from '../durable/index.ts'
import { fileContent, uploadFile } from '../files/index.ts'
import { newId } from '../kernel/ids.ts'
import type { Guest, Principal } from '../kernel/principal.ts'
import { append } from '../memory/feed/index.ts'
import { asSystem } from '../platform/db.ts'
import { testDatabase } from '../platform/test-database.ts'
import { createRoom, listRooms, postMessage } from '../rooms/index.ts'
import { agentSaying, gate, linesOf } from '../rooms/rooms.test-kit.ts'
import { answerWait, listWaits } from '../runs/index.ts'
import { agentWith, eventually, flowOf, somebody, startWorkerProcess, type WorkerProcess } from '../runs/runs.test-kit.ts'
import { guestHeader, type LinkSettings, type LinkView, linkSettingsSchema } from './contract.ts'
import {
  createLink,
  deleteLink,
  endGuest,
  guestAnswer,
  guestMessage,
  guestOf,
  guestRoom,
  linkSecret,
  listGuests,
  listLinks,
  rotateLink,
  updateLink,
} from './index.ts'
import { identity } from './links.test-kit.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal
let greeter: string
beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess(undefined, { HEARTH_ALLOW_PRIVATE_ADDRESSES: '1', HEARTH_LEASE_TTL_MS: '3000' })
  ada = await somebody()
  greeter = await agentSaying(ada, 'Greeter', 'Good day.')
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

const settings = (change: object = {}): LinkSettings => linkSettingsSchema.parse({ title: 'Ask us', ...change })
const linkTo = (agent: string, change: object = {}) => createLink(ada, { agent, settings: settings(change), expiresAt: null })
const tokenOf = ({ url }: Pick<LinkView, 'url'>) => url?.split('/c/')[1] ?? ''
const rename = (link: LinkView, change: object) => updateLink(ada, { link: link.id, settings: settings(change) })

/** Somebody on the other side, by the doors that pages use. */
function visitor(link: Pick<LinkView, 'url'>, address?: string) {
  const browser = createBrowser(address)
  const base = `/api/chat/${tokenOf(link)}`
  let session = ''
  const send = async (method: 'GET' | 'POST', path: string, body?: object) => {
    const headers = { ...(session ? { [guestHeader]: session } : {}), ...(body ? { 'content-type': 'application/json' } : {}) }
    const response = await browser.send(method, base + path, { headers, ...(body ? { body: JSON.stringify(body) } : {}) })
    const answer = (await response.json()) as { error?: { code: string; message: string; details?: unknown } } & Record<string, unknown>
    return { status: response.status, answer, code: answer.error?.code, message: answer.error?.message }
  }
  return {
    send,
    headers: () => new Headers({ [guestHeader]: session }),
    use: (token: string) => {
      session = token
    },
    async open(body: object = {}) {
      const opened = await send('POST', '/sessions', body)
      if (typeof opened.answer.session === 'string') session = opened.answer.session
      return opened
    },
    say: (text: string, id = newId()) => send('POST', '/messages', { id, text }),
    who: (): Promise<Guest> => guestOf(new Headers({ [guestHeader]: session }), tokenOf(link)),
    async items(): Promise<readonly Item[]> {
      const { answer } = await send('GET', '/room')
      return itemsOf(fold(emptyConversation, answer.entries as ConversationEntry[]))
    },
    async lines() {
      return (await this.items()).flatMap((item) => (item.kind === 'message' ? [`${item.speaker}: ${item.text}`] : []))
    },
    /** Waits until this was said. */
    hears(line: string) {
      return eventually(async () => ((await this.lines()).some((said) => said.endsWith(line)) ? true : undefined), `the guest hears ${line}`)
    },
  }
}

describe('a guest', () => {
  it('[links.talk] talks to the agent of the link, and people of the workspace see the room, join and write', async () => {
    const link = await linkTo(greeter)
    const guest = visitor(link)
    expect((await guest.open({ begin: false })).answer).toEqual({ session: null, guest: null })
    await guest.open()
    const id = newId()
    expect((await guest.say('Hello', id)).status).toBe(200)
    expect((await guest.say('Hello', id)).status).toBe(200)
    await guest.hears('Good day.')
    const { roomId } = await guest.who()
    const rooms = (await listRooms(ada, { archived: 'false' })).rooms.filter((room) => room.id === roomId)
    expect(rooms).toMatchObject([{ title: 'Hello', guest: true, agents: [{ name: 'Greeter' }] }])
    // what staff writes is for the guest: the agent answers it only when it is named
    expect((await postMessage(ada, { room: roomId, id: newId(), text: 'This is Ada.' })).runId).toBeNull()
    await guest.hears('This is Ada.')
    const [first = ''] = await guest.lines()
    expect(first).toMatch(/^Guest [0-9A-F]{4}: Hello$/)
    expect(await guest.lines()).toEqual([first, 'Greeter: Good day.', 'Team: This is Ada.'])
    expect(await linesOf(ada, roomId)).toEqual([first, 'Greeter: Good day.', 'Ada: This is Ada.'])
    expect((await listGuests(ada, { link: link.id })).guests).toMatchObject([{ room: roomId, messages: 1, endedAt: null }])
  })

  it('[links.one-room] reaches their own room and nothing else, whatever they ask for', async () => {
    const link = await linkTo(greeter)
    const [mine, other] = [visitor(link), visitor(link)]
    await mine.open()
    await other.open()
    await other.say('Mine alone')
    await other.hears('Good day.')
    expect(await mine.lines()).toEqual([])
    const who = await mine.who()
    const theirs = await other.who()
    // a guest made up to be in another room, or in another workspace, has no session that says so
    await expect(
      guestOf(new Headers({ [guestHeader]: `${theirs.guestId}.${mine.headers().get(guestHeader)?.split('.')[1]}` }), tokenOf(link)),
    ).rejects.toMatchObject({ code: 'not-signed-in' })
    // use cases of the workspace are not for guests, also when one is handed in against their types
    const forged = { ...who, personId: who.guestId, role: 'owner', workspaceSlug: ada.workspaceSlug } as unknown as Principal
    for (const ask of [
      () => listRooms(forged, { archived: 'false' }),
      () => postMessage(forged, { room: theirs.roomId, id: newId(), text: 'x' }),
      () => listLinks(forged, {}),
      () => createRoom(forged, { agent: greeter }),
    ])
      await expect(ask()).rejects.toMatchObject({ code: 'not-found' })
    // and the doors of the workspace do not know a guest's session
    const browser = createBrowser()
    const headers = { [guestHeader]: mine.headers().get(guestHeader) ?? '' }
    for (const path of ['rooms', `rooms/${who.roomId}`, `rooms/${theirs.roomId}`, 'agents', 'runs', 'waits', 'chat-links'])
      expect((await browser.send('GET', `/api/workspaces/${ada.workspaceSlug}/${path}`, { headers })).status).toBe(401)
  })

  it('[links.answers] answers what they are asked; an approval is for staff, read-only for them', async () => {
    const flow = flowOf({
      nodes: {
        start: { block: 'chat.message' },
        ask: { block: 'human.question', inputs: { title: 'Which size?' } },
        allow: { block: 'human.approval', inputs: { title: 'Give it away?' } },
      },
      wires: ['start.done > ask.after', 'start.done > allow.after'],
    })
    const guest = visitor(await linkTo(await agentWith(ada, flow)))
    const stranger = visitor(await linkTo(greeter))
    await guest.open()
    await stranger.open()
    await guest.say('I want one')
    const open = await eventually(async () => {
      const cards = (await guest.items()).flatMap((item) => (item.kind === 'card' && item.status === 'open' ? [item] : []))
      return cards.length === 2 ? cards : undefined
    }, 'two open cards')
    const waitOf = (title: string) => open.find(({ question }) => question?.title === title)?.waitId ?? ''
    const [asked, approval] = [waitOf('Which size?'), waitOf('Give it away?')]
    expect((await guest.send('POST', `/waits/${approval}/answer`, { outcome: 'approved' })).code).toBe('not-allowed')
    for (const wait of [asked, approval]) expect((await stranger.send('POST', `/waits/${wait}/answer`, { outcome: 'answered', value: 'M' })).status).toBe(404)
    expect((await guest.send('POST', `/waits/${asked}/answer`, { outcome: 'answered', value: { text: 'M' } })).answer).toEqual({ ok: true })
    expect((await guest.send('POST', `/waits/${asked}/answer`, { outcome: 'answered', value: { text: 'L' } })).code).toBe('already-answered')
    expect((await listWaits(ada)).waits.map(({ id }) => id)).toContain(approval)
    await answerWait(ada, { wait: approval, outcome: 'approved', value: null })
    await expect(guestAnswer(await stranger.who(), { wait: newId(), outcome: 'answered', value: null })).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('[links.files] files of guests', () => {
  const takes = { files: { count: 2, megabytes: 1, total: 2 } }
  const bytesOf = (text: string) => new TextEncoder().encode(text)
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mP8z8BQz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC', 'base64')

  function filesOf(guest: ReturnType<typeof visitor>, link: LinkView) {
    const browser = createBrowser()
    const headers = () => ({ [guestHeader]: guest.headers().get(guestHeader) ?? '' })
    return {
      async upload(name: string, body: Uint8Array<ArrayBuffer>, id = newId()) {
        const query = new URLSearchParams({ id, name })
        const response = await browser.send('POST', `/api/chat/${tokenOf(link)}/files?${query}`, { headers: headers(), body })
        const answer = (await response.json()) as { name?: string; type?: string; error?: { code: string; message: string } }
        return { id, status: response.status, answer, message: answer.error?.message }
      },
      get: (id: string, as = 'inline') => browser.send('GET', `/api/chat/${tokenOf(link)}/files/${id}?as=${as}`, { headers: headers() }),
    }
  }
  const says = (guest: ReturnType<typeof visitor>, text: string, files: string[]) => guest.send('POST', '/messages', { id: newId(), text, files })

  it('are uploaded, sent, shown and read by the agent; strangers of any kind get nothing', async () => {
    const link = await linkTo(greeter, takes)
    const [mine, other] = [visitor(link), visitor(link)]
    await mine.open()
    await other.open()
    const [files, theirs] = [filesOf(mine, link), filesOf(other, link)]
    const hostile = '../<img src=x onerror=alert(1)>\r\nset-cookie: a.png'
    const picture = await files.upload(hostile, new Uint8Array(png))
    expect(picture).toMatchObject({ status: 200, answer: { type: 'image/png', name: 'img src=x onerror=alert(1)set-cookie a.png' } })
    const page = await files.upload('page.html', bytesOf('<script>alert(1)</script>'))
    expect(page.answer.type).toBe('text/plain')

    // before they are sent they are there for who uploaded them, and nobody else can name them
    const inWorkspaceOf = (id: string) => fileContent(ada, { file: id, as: 'inline' })
    expect((await files.get(picture.id)).status).toBe(200)
    expect((await theirs.get(picture.id)).status).toBe(404)
    await expect(inWorkspaceOf(picture.id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await says(other, 'Mine now', [picture.id])).status).toBe(400)
    expect((await says(mine, '', [picture.id, page.id])).status).toBe(200)
    await mine.hears('Good day.')

    const { roomId } = await mine.who()
    const said = (await mine.items()).flatMap((item) => (item.kind === 'message' ? item.files.map(({ id, type }) => [id, type]) : []))
    expect(said).toEqual([
      [picture.id, 'image/png'],
      [page.id, 'text/plain'],
    ])
    const [run] = await asSystem((tx) => tx.sql<{ input: object }>`select input from run where outlet = ${roomId}`)
    expect(run?.input).toMatchObject({ files: [{ id: picture.id }, { id: page.id }] })
    expect((await inWorkspaceOf(picture.id)).bytes).toBe(png.length)

    // sent, it is the room's: not another guest's, not of a browser without the session, and no other guest brings it along
    expect((await theirs.get(picture.id)).status).toBe(404)
    expect((await createBrowser().send('GET', `/api/chat/${tokenOf(link)}/files/${picture.id}`)).status).toBe(401)
    expect((await says(other, 'Mine now', [picture.id])).status).toBe(400)
    const shown = await files.get(page.id)
    expect([shown.headers.get('content-type'), shown.headers.get('x-content-type-options')]).toEqual(['text/plain; charset=utf-8', 'nosniff'])
    expect(shown.headers.get('content-security-policy')).toContain('sandbox')

    // what people of the workspace attach in that room is for the guest; what they have elsewhere is not
    const [note, secret] = [newId(), newId()]
    for (const id of [note, secret]) await uploadFile(ada, { id, name: 'note.txt' }, bytesOf(`words of ${id}`))
    await postMessage(ada, { room: roomId, id: newId(), text: 'See this', files: [note] })
    const elsewhere = await createRoom(ada, { agent: greeter })
    await postMessage(ada, { room: elsewhere.id, id: newId(), text: 'Not for guests', files: [secret] })
    expect(await (await files.get(note)).text()).toBe(`words of ${note}`)
    expect((await files.get(secret)).status).toBe(404)
    expect((await says(mine, 'And this?', [secret])).status).toBe(400)
  })

  it('are taken where the link says so, within its limits, and told what to do beyond them', async () => {
    const wordsOnly = await linkTo(greeter)
    const quiet = visitor(wordsOnly)
    await quiet.open()
    expect(await filesOf(quiet, wordsOnly).upload('a.txt', bytesOf('a'))).toMatchObject({
      status: 403,
      message: 'This chat takes no files. Describe it in words.',
    })
    expect((await says(quiet, 'x', [newId()])).message).toBe('This chat takes no files. Describe it in words.')

    const link = await linkTo(greeter, takes)
    const guest = visitor(link)
    await guest.open()
    const { upload } = filesOf(guest, link)
    expect(await upload('big.txt', new Uint8Array(1_000_001).fill(97))).toMatchObject({ status: 413, message: expect.stringContaining('1 MB at most') })
    expect((await upload('tool', bytesOf('\x7fELF'))).status).toBe(400)
    expect((await upload('empty.txt', bytesOf(''))).status).toBe(400)
    const ids = [await upload('a.txt', bytesOf('a')), await upload('b.txt', bytesOf('b')), await upload('c.txt', bytesOf('c'))].map(({ id }) => id)
    expect((await says(guest, 'Three', ids)).message).toBe('A message may bring 2 files here. Send the others with the next one.')
    for (let n = 3; n < 20; n++) await upload(`${n}.txt`, bytesOf(String(n)))
    expect((await upload('one-too-many.txt', bytesOf('x'))).message).toContain('Many files wait here to be sent')
    const friend = visitor(link)
    await friend.open()
    const big = (fill: number) => filesOf(friend, link).upload('big.txt', new Uint8Array(1_000_000).fill(fill))
    expect((await big(97)).status).toBe(200)
    expect((await big(98)).message).toContain('This chat has taken as many files as it may')
    // the abuse switch is also one for files
    await updateLink(ada, { link: link.id, live: false })
    expect((await big(99)).status).toBe(410)
  })
})

describe('[links.limits] limits', () => {
  it('hold for one guest in an hour and for the link in a day, also for messages at once, and the console is told', async () => {
    const link = await linkTo(greeter, { limits: { guestHour: 2, linkDay: 3 } })
    const [one, two] = [visitor(link), visitor(link)]
    await one.open()
    await two.open()
    const answers = await Promise.all([1, 2, 3, 4].map((n) => one.say(`message ${n}`)))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 422, 422])
    expect(answers.find(({ code }) => code === 'limit-reached')?.message).toMatch(
      /^You have sent 2 messages within an hour, which is the most here\. You can go on in 60 minutes\.$/,
    )
    expect((await listLinks(ada, { agent: greeter })).links.find(({ id }) => id === link.id)).toMatchObject({
      messages: 2,
      guests: 2,
      hit: { limit: 'guestHour' },
    })
    expect((await two.say('still free')).status).toBe(200)
    const refused = await two.say('one too many')
    expect(refused).toMatchObject({ status: 422, answer: { error: { retry: 'never', details: { limit: 'linkDay' } } } })
    expect(refused.message).toContain('as many messages as it may in a day')
    await rename(link, { limits: { guestHour: null, linkDay: null } })
    expect((await two.say('free again')).status).toBe(200)
    // an hour later the hour counts no more
    await rename(link, { limits: { guestHour: 2, linkDay: null } })
    await asSystem((tx) => tx.sql`update chat_message set at = at - interval '61 minutes' where link_id = ${link.id}`)
    expect((await one.say('later')).status).toBe(200)
  })

  it('stop new turns when the budget is used up, and leave what was said', async () => {
    const link = await linkTo(greeter, { limits: { tokens: 2000, dollars: 5 } })
    const guest = visitor(link)
    await guest.open()
    expect((await guest.say('Hello')).status).toBe(200)
    await guest.hears('Good day.')
    const { roomId } = await guest.who()
    const [run] = await asSystem((tx) => tx.sql<{ id: string }>`select id from run where outlet = ${roomId}`)
    // as a run records what a model's answer cost
    const usage = (costMicros: number) => ({
      kind: 'usage.recorded',
      body: { kind: 'usage.recorded', model: 'm', demo: false, inputTokens: 600, outputTokens: 400, costMicros },
    })
    const cost = (costMicros: number) => asSystem((tx) => append(tx, run?.id ?? '', [usage(costMicros)]))
    await cost(4_999_999)
    expect((await guest.say('Still?')).status).toBe(200)
    await cost(1)
    const refused = await guest.say('And now?')
    expect(refused).toMatchObject({
      status: 422,
      code: 'limit-reached',
      message: 'This chat has used up its budget and takes no new messages for now. What was said stays here.',
    })
    const told = (await listLinks(ada, { agent: greeter })).links.find(({ id }) => id === link.id)
    expect(told).toMatchObject({ hit: { limit: 'dollars' }, messages: 2, spent: { dollars: 5, tokens: 2000 } })
    await rename(link, { limits: { tokens: 2000 } })
    expect((await guest.say('And now?')).answer).toMatchObject({ error: { details: { limit: 'tokens' } } })
    expect((await guest.lines())[0]).toContain('Hello')
  })
})

describe('ending', () => {
  it('[links.abuse-switch] ends all sessions at once, live ones too, and stops what works; on again, nobody is back', async () => {
    const door = await gate()
    const slow = await agentSaying(ada, 'Slow one', 'At last.', door.url)
    const link = await linkTo(slow)
    const guest = visitor(link)
    await guest.open()
    await guest.say('Take your time')
    await eventually(async () => (door.held() > 0 ? true : undefined), 'the agent is at work')
    const browser = createBrowser()
    const feed = await browser.send('GET', `/api/chat/${tokenOf(link)}/feed`, { headers: { [guestHeader]: guest.headers().get(guestHeader) ?? '' } })
    expect(feed.status).toBe(200)
    const { roomId } = await guest.who()
    await updateLink(ada, { link: link.id, live: false })
    await feed.text() // it ends
    expect(await guest.say('More')).toMatchObject({ status: 410, message: 'This chat is closed at the moment.' })
    expect((await guest.send('GET', '/room')).status).toBe(410)
    expect((await visitor(link).open()).status).toBe(410)
    const ended = () => asSystem((tx) => tx.sql<{ status: string }>`select status from run where outlet = ${roomId}`)
    await eventually(async () => ((await ended()).every(({ status }) => status === 'cancelled') ? true : undefined), 'its run is stopped')
    await updateLink(ada, { link: link.id, live: true })
    expect(await guest.say('Back?')).toMatchObject({ status: 401, message: 'This conversation cannot be gone on with. Begin a new one.' })
    expect((await visitor(link).open()).status).toBe(200)
    await door.close()
  })

  it('[links.end-guest] is also for one guest, who finds the door shut while others talk', async () => {
    const link = await linkTo(greeter)
    const [bad, good] = [visitor(link), visitor(link)]
    await bad.open()
    await good.open()
    const { guestId } = await bad.who()
    await endGuest(ada, { link: link.id, guest: guestId, ended: true })
    expect(await bad.say('Hm')).toMatchObject({ status: 410, message: 'This conversation was ended by the people you talked to.' })
    expect((await good.say('Hello')).status).toBe(200)
    await endGuest(ada, { link: link.id, guest: guestId, ended: false })
    expect((await bad.say('Hm')).status).toBe(200)
  })

  it('[links.rotate] gives a link another address, and the old one leads nowhere', async () => {
    const link = await linkTo(greeter)
    const guest = visitor(link)
    await guest.open()
    const moved = await rotateLink(ada, { link: link.id })
    expect(moved.url).not.toBe(link.url)
    expect((await guest.say('Hello')).status).toBe(404)
    expect((await visitor(link).open()).status).toBe(404)
    const there = visitor(moved)
    there.use(guest.headers().get(guestHeader) ?? '')
    expect((await there.say('Hello')).status).toBe(200)
    await deleteLink(ada, { link: link.id })
    expect((await there.say('Hello')).status).toBe(404)
  })

  it('is by a date, too, and when the agent is archived', async () => {
    const link = await linkTo(greeter)
    const guest = visitor(link)
    await guest.open()
    await updateLink(ada, { link: link.id, expiresAt: new Date(Date.now() - 1000).toISOString() })
    expect(await guest.say('Hello')).toMatchObject({ status: 410, message: 'This chat has ended: its link was good until a certain day.' })
  })
})

describe('[links.restricted] a restricted link', () => {
  it('lets in who its own secret vouches for: one conversation on all devices, and nothing for tokens of other links', async () => {
    const link = await linkTo(greeter, { access: 'restricted' })
    const { secret } = await linkSecret(ada, { link: link.id })
    const phone = visitor(link)
    expect(await phone.open()).toMatchObject({ status: 401, code: 'not-signed-in' })
    const me = identity(secret, { sub: 'customer-7', name: 'Grace', email: 'grace@example.org' })
    expect((await phone.open({ identity: me, begin: false })).answer).toEqual({ session: null, guest: null })
    await phone.open({ identity: me })
    await phone.say('From my phone')
    await phone.hears('Good day.')
    const desk = visitor(link)
    await desk.open({ identity: identity(secret, { sub: 'customer-7', name: 'Grace Hopper' }), begin: false })
    expect(await desk.lines()).toEqual(['Grace: From my phone', 'Greeter: Good day.'])
    const somebodyElse = visitor(link)
    await somebodyElse.open({ identity: identity(secret, { sub: 'customer-8' }) })
    expect(await somebodyElse.lines()).toEqual([])

    const other = await linkTo(greeter, { access: 'restricted' })
    expect((await visitor(other).open({ identity: me })).message).toContain('no secret yet')
    await linkSecret(ada, { link: other.id })
    expect((await visitor(other).open({ identity: me })).message).toContain('was not signed with the secret of this chat')
    expect(await visitor(link).open({ identity: identity(secret, { sub: 'a', exp: 1 }) })).toMatchObject({ status: 410, code: 'expired' })
    const replay = visitor(other)
    replay.use(phone.headers().get(guestHeader) ?? '')
    expect((await replay.send('GET', '/room')).status).toBe(401)

    await linkSecret(ada, { link: link.id })
    expect((await visitor(link).open({ identity: me })).status).toBe(401)
    const { guests } = await listGuests(ada, { link: link.id })
    expect(guests.find(({ subject }) => subject === 'customer-7')).toMatchObject({ name: 'Grace Hopper', messages: 1 })
  })

  it('shuts out the unknown guests of before when it becomes restricted', async () => {
    const link = await linkTo(greeter)
    const guest = visitor(link)
    await guest.open()
    await rename(link, { access: 'restricted' })
    expect((await guest.say('Hello')).status).toBe(401)
  })
})

describe('[links.embed] embedding', () => {
  it('is told to allowed origins, and refused to others with the reason, also when the session is opened', async () => {
    const link = await linkTo(greeter, { origins: ['https://www.example.com'], theme: { accent: '#2563eb', position: 'left' } })
    const look = async (from: string) => {
      const response = await createBrowser().send('GET', `/api/chat/${tokenOf(link)}/look`, { headers: { origin: from, 'sec-fetch-site': 'cross-site' } })
      expect(response.headers.get('access-control-allow-origin')).toBe('*')
      return { status: response.status, body: await response.json() }
    }
    expect(await look('https://www.example.com')).toEqual({
      status: 200,
      body: { title: 'Ask us', theme: { accent: '#2563eb', scheme: 'auto', position: 'left' } },
    })
    expect(await look('https://evil.example')).toMatchObject({
      status: 403,
      body: { error: { code: 'bad-origin', message: expect.stringContaining('https://evil.example') } },
    })
    expect((await visitor(link).open({ within: 'https://www.example.com' })).status).toBe(200)
    expect(await visitor(link).open({ within: 'https://evil.example' })).toMatchObject({ status: 403, code: 'bad-origin' })
    // a page elsewhere cannot open a session in the name of its visitor's browser
    const foreign = await createBrowser().send('POST', `/api/chat/${tokenOf(link)}/sessions`, {
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
      body: '{}',
    })
    expect(foreign.status).toBe(403)
    expect(origin).not.toBe('https://evil.example')
  })
})

it('a link needs an agent that is published', async () => {
  const agent = await agentSaying(ada, 'Draft', 'x')
  await asSystem((tx) => tx.sql`update agent set published_revision = null where id = ${agent}`)
  await expect(linkTo(agent)).rejects.toMatchObject({ code: 'conflict' })
  await expect(linkTo(newId())).rejects.toMatchObject({ code: 'not-found' })
  await expect(
    guestRoom({ kind: 'guest', guestId: newId(), name: '', workspaceId: ada.workspaceId, linkId: newId(), address: '', agentId: newId(), roomId: newId() }),
  ).rejects.toMatchObject({
    code: 'not-found',
  })
  await expect(
    guestMessage(
      { kind: 'guest', guestId: newId(), name: '', workspaceId: ada.workspaceId, linkId: newId(), address: '', agentId: newId(), roomId: newId() },
      { id: newId(), text: 'x', files: [] },
    ),
  ).rejects.toMatchObject({ code: 'not-found' })
})
