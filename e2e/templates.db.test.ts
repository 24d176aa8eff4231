import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeDurable } from '../server/durable/index.ts'
import type { EngineEvent } from '../server/engine/index.ts'
import { templates } from '../server/flows/templates/index.ts'
import type { Json, JsonObject } from '../server/kernel/json.ts'
import type { Principal } from '../server/kernel/principal.ts'
import { openLedger } from '../server/memory/records/index.ts'
import { inWorkspace } from '../server/platform/db.ts'
import { testDatabase } from '../server/platform/test-database.ts'
import { answerWait, listWaits } from '../server/runs/index.ts'
import { agentWith, begin, eventsOf, eventually, somebody, startWorkerProcess, until, type WorkerProcess } from '../server/runs/runs.test-kit.ts'

/** The templates that talk, as a newcomer meets them: a real worker, real records, no model connected. */
let database: Awaited<ReturnType<typeof testDatabase>>
let worker: WorkerProcess
let ada: Principal

beforeAll(async () => {
  database = await testDatabase()
  worker = await startWorkerProcess(undefined, {
    HEARTH_DEMO_PAUSE_MS: '1',
    OPENAI_API_KEY: '',
    ANTHROPIC_API_KEY: '',
    GOOGLE_GENERATIVE_AI_API_KEY: '',
    HEARTH_MODEL_URL: '',
  })
  ada = await somebody()
  await inWorkspace(ada.workspaceId, (tx) => openLedger(tx, ada.workspaceId, 'Ada'))
})
afterAll(async () => {
  await worker?.stop()
  await closeDurable()
  await database?.drop()
})

describe('Payments assistant', () => {
  it('[payments.exactly-once] sends money after a yes, exactly once, with a receipt', async () => {
    const before = await transfers()
    const run = await begin(ada, await agent('payments-assistant'), { text: 'Send 25 EUR to Anna' })
    await until(run, 'waiting')
    expect(await transfers()).toEqual(before)

    const [wait] = (await listWaits(ada)).waits.filter(({ runId }) => runId === run)
    expect(wait?.question).toMatchObject({ component: 'TransferConfirm', title: 'Send 25.00 EUR to Anna Keller', props: { from: { account: 'main' } } })
    const answer = { wait: wait?.id ?? '', outcome: 'approved' as const, value: null }
    await answerWait(ada, answer)
    await expect(answerWait(ada, answer)).rejects.toMatchObject({ code: 'already-answered' })

    expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed', demo: true })
    expect(await transfers()).toHaveLength(before.length + 1)
    const shown = showing(await eventsOf(run))
    expect(shown.cards).toEqual(['TransactionReceipt'])
    expect(shown.text).toMatch(/^Done: 25\.00 EUR went to Anna Keller/)
    expect(shown.demo, 'marked as a demo').toBe(true)
  })

  it('moves nothing after a no', async () => {
    const before = await transfers()
    const run = await begin(ada, await agent('payments-assistant'), { text: 'Send 25 EUR to Anna' })
    await until(run, 'waiting')
    const [wait] = (await listWaits(ada)).waits.filter(({ runId }) => runId === run)
    await answerWait(ada, { wait: wait?.id ?? '', outcome: 'declined', value: { comment: 'Not now' } })
    expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed' })
    expect(await transfers()).toEqual(before)
    expect(showing(await eventsOf(run))).toMatchObject({ cards: [], text: 'All right, nothing was sent to Anna.' })
  })

  it('shows balance and transactions side by side', async () => {
    const run = await begin(ada, await agent('payments-assistant'), { text: 'What is my balance, and my last 3 transactions?' })
    expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed' })
    const shown = showing(await eventsOf(run))
    expect(shown.cards.sort()).toEqual(['Balance', 'TransactionList'])
    expect(shown.text).toContain("Ada's account")
  })
})

const withModel = templates.filter(({ id }) => ['support-triage', 'research-digest'].includes(id))
describe.each(withModel.map((template) => ({ ...template })))('$name', (template) => {
  it.each([...template.tries, 'Who won the cup in 1954?'])('answers "%s"', async (text) => {
    const run = await begin(ada, await agent(template.id), { text })
    expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed', error: null })
    const shown = showing(await eventsOf(run))
    expect(/No model is connected to this workspace/.test(shown.text)).toBe(!template.tries.includes(text))
    expect(shown.text.includes(`(/${ada.workspaceSlug}/settings/models)`)).toBe(!template.tries.includes(text))
  })
})

type Walk = { input: JsonObject; answers: Record<string, { outcome: 'approved' | 'answered'; value: Json }>; shows: string[] }
const said = { text: 'Hello', room: 'r1', author: 'Ada' }
const day = '2026-11-19'
/** Each template that asks no model: what starts it, what people answer to each question, and what it shows for that. */
const walks: Record<string, Walk> = {
  'shop-assistant': {
    input: said,
    answers: {
      shelf: { outcome: 'answered', value: { quantities: { beans: 2 } } },
      cart: { outcome: 'answered', value: { quantities: { beans: 1 } } },
      pay: { outcome: 'answered', value: {} },
    },
    shows: ['OrderStatus'],
  },
  'invoice-approval': {
    input: { supplier: 'Paper & Co', amount: 400, reference: 'R-1' },
    answers: { one: { outcome: 'approved', value: null } },
    shows: ['Notice'],
  },
  'expense-report': {
    input: said,
    answers: { expense: { outcome: 'answered', value: { what: 'Train', amount: 48.5, day } }, ok: { outcome: 'approved', value: null } },
    shows: ['Approved: 48.5 EUR for Train.'],
  },
  'order-intake': {
    input: { body: { total: 200 }, headers: {}, query: {}, method: 'POST' },
    answers: { ask: { outcome: 'approved', value: null } },
    shows: [],
  },
  'identity-check': {
    input: said,
    answers: {
      person: { outcome: 'answered', value: { name: 'Grace Hopper', born: '1906-12-09', number: 'X1', consent: true } },
      look: { outcome: 'approved', value: null },
    },
    shows: ['Thank you. We know who you are now.'],
  },
  feedback: { input: said, answers: { said: { outcome: 'answered', value: { stars: 5 } } }, shows: ['Thank you, that helps us.'] },
  'content-review': {
    input: { text: 'Words', data: {} },
    answers: { review: { outcome: 'approved', value: { values: { text: 'Better words' } } } },
    shows: [],
  },
  'balance-alert': { input: { scheduledFor: `${day}T08:00:00.000Z`, firedAt: `${day}T08:00:01.000Z` }, answers: {}, shows: [] },
  'lunch-poll': { input: said, answers: { pick: { outcome: 'answered', value: { choice: 'The harbour' } } }, shows: ['Ada decided: The harbour.'] },
}

it('[templates.work] every template is walked here, with its model or with people', () => {
  expect([...Object.keys(walks), ...withModel.map(({ id }) => id), 'payments-assistant'].sort()).toEqual(templates.map(({ id }) => id).sort())
})

it.each(Object.entries(walks))('[templates.work] %s goes to its end with what people answer', async (id, { input, answers, shows }) => {
  const run = await begin(ada, await agent(id), input)
  const answered: string[] = []
  while ((await until(run, 'waiting', 'completed', 'failed')).status === 'waiting') {
    const open = await eventually(async () => (await listWaits(ada)).waits.find((wait) => wait.runId === run && wait.status === 'open'), 'a question')
    const node = open.path.split('/')[0] ?? ''
    const answer = answers[node]
    if (!answer) throw new Error(`${id} asks what nobody answers here: ${node}`)
    await answerWait(ada, { wait: open.id, ...answer })
    answered.push(node)
  }
  expect(await until(run, 'completed', 'failed')).toMatchObject({ status: 'completed', error: null })
  expect(answered).toEqual(Object.keys(answers))
  const shown = showing(await eventsOf(run))
  expect([shown.text, ...shown.cards]).toEqual(expect.arrayContaining(shows))
})

async function agent(id: string): Promise<string> {
  const template = templates.find((each) => each.id === id)
  if (!template) throw new Error(`there is no template ${id}`)
  return await agentWith(ada, template.flow)
}

async function transfers(): Promise<unknown[]> {
  return await inWorkspace(ada.workspaceId, (tx) => tx.sql`select id from ledger_transfer order by id`)
}

/** All that a run showed: its text, its cards, and whether every piece was marked as a demo. */
function showing(events: EngineEvent[]): { text: string; cards: string[]; demo: boolean } {
  const opened = events.flatMap((event) => (event.kind === 'stream.opened' ? [event] : []))
  const texts = new Set(opened.filter(({ channel }) => channel === 'text').map(({ stream }) => stream))
  return {
    text: events.map((event) => (event.kind === 'stream.chunk' && texts.has(event.stream) ? (event.text ?? '') : '')).join(''),
    cards: opened.flatMap(({ channel, component }) => (channel === 'card' && component ? [component] : [])),
    demo: opened.length > 0 && opened.every(({ demo }) => demo),
  }
}
