import { describe, expect, it } from 'vitest'
import { cards, loadBlocks } from '../../blocks/index.ts'
import { componentProps } from '../../blocks/show/props/index.ts'
import {
  type Answer,
  compile,
  createLocalRun,
  createLocalWorld,
  execute,
  flowSchema,
  type Hands,
  type LedgerAccount,
  type LedgerTransfer,
  type LocalRun,
  type WaitCall,
} from '../../engine/index.ts'
import { AppError } from '../../kernel/errors.ts'
import { demoModel } from '../../models/demo/index.ts'
import { type Template, templates } from './index.ts'

const blocks = await loadBlocks()
const template = (id: string) => {
  const found = templates.find((each) => each.id === id)
  if (!found) throw new Error(`no template ${id}`)
  const compiled = compile(found.flow, cards())
  if (!compiled.ok) throw new Error(compiled.problems.map((problem) => problem.message).join('\n'))
  return { flow: found.flow, plan: compiled.plan }
}

describe.each(templates.map((each) => ({ ...each })))('$name', (each) => {
  it('[templates.compile] is a flow of real blocks without a problem', () => {
    expect(flowSchema.parse(each.flow)).toEqual(each.flow)
    expect(compile(each.flow, cards())).toMatchObject({ ok: true })
    expect(Object.values(each.flow.nodes).every((node) => cards().get(node.block)?.version === node.version)).toBe(true)
  })
})

const asksModel = ({ flow }: Template) => Object.values(flow.nodes).some(({ block }) => block === 'agent.loop' || block.startsWith('model.'))
describe.each(templates.filter(asksModel).map((each) => ({ ...each })))('$name, with its model', (each) => {
  it.each(each.tries)('[templates.tries] the demo model has an answer to "%s"', async (text) => {
    const told = await talk(each.id, text, () => ({ outcome: 'approved', value: null, by: { id: 'p1', name: 'Ada' }, at }))
    expect(told.outcome.status).toBe('completed')
    expect(told.text).not.toBe('')
    expect(told.text).not.toMatch(/No model is connected/)
    for (const { component, props } of told.cards) expect(componentProps[component as keyof typeof componentProps].safeParse(props).error).toBeUndefined()
  })

  it('[demo.no-model] says that no model is connected to what it does not cover', async () => {
    const told = await talk(each.id, 'Who won the cup in 1954?')
    expect(told.outcome.status).toBe('completed')
    expect(told.text).toMatch(/No model is connected to this workspace.*\[Settings → Models\]/)
    expect(told.cards).toEqual([])
  })
})

describe('Payments assistant', () => {
  it('shows a balance as a card that never passed through the model', async () => {
    const told = await talk('payments-assistant', 'What is my balance?')
    expect(told.cards.map(({ component }) => component)).toEqual(['Balance'])
    expect(told.text).toContain('2,480.55 EUR')
  })

  it('[payments.asks-first] moves money only after a yes, once, and shows the receipt', async () => {
    const run = createLocalRun()
    const books = ledger()
    const waiting = await talk('payments-assistant', 'Send 25 EUR to Anna', undefined, { run, books })
    expect(waiting.outcome).toEqual({ status: 'waiting' })
    expect(books.posted).toEqual([])
    const [question] = [...run.asked.values()]
    expect(question).toMatchObject({
      toolCall: { name: 'send_money' },
      question: { component: 'TransferConfirm', title: 'Send 25.00 EUR to Anna Keller', props: { amount: { amountMinor: '2500' } } },
    })

    run.answers.set(question?.path ?? '', { outcome: 'approved', value: null, by: { id: 'p1', name: 'Ada' }, at })
    const done = await talk('payments-assistant', 'Send 25 EUR to Anna', undefined, { run, books })
    expect(done.outcome.status).toBe('completed')
    expect(books.posted).toMatchObject([{ to: { account: 'anna' }, amount: { amountMinor: '2500' } }])
    expect(done.cards.map(({ component }) => component)).toEqual(['TransactionReceipt'])
    expect(done.text).toMatch(/Done: 25\.00 EUR went to Anna Keller/)
  })

  it('[payments.decline] moves nothing after a no', async () => {
    const books = ledger()
    const told = await talk('payments-assistant', 'Send 25 EUR to Anna', () => ({ outcome: 'declined', value: { comment: 'Not now' }, at }), { books })
    expect(books.posted).toEqual([])
    expect(told.text).toBe('All right, nothing was sent to Anna.')
    expect(told.cards).toEqual([])
  })

  it('does not ask for what cannot be done', async () => {
    const asked: WaitCall[] = []
    const told = await talk('payments-assistant', 'Send 99999 EUR to Anna', (call) => {
      asked.push(call)
      return undefined
    })
    expect(asked).toEqual([])
    expect(told.text).toMatch(/^That did not work\. Ada's account has 2480\.55 EUR/)
    expect((await talk('payments-assistant', 'Send 5 EUR to Zoe')).text).toMatch(/nobody called "Zoe"/)
  })
})

describe('Support triage', () => {
  it.each([
    ['I was charged twice this month', 'Billing'],
    ['I cannot sign in: the password mail never comes', 'Technical'],
  ])('hands "%s" to %s, and to nobody else', async (text, speaker) => {
    const told = await talk('support-triage', text)
    expect(told.speakers).toEqual([speaker])
    expect(told.outcome).toMatchObject({ status: 'completed', output: { answer: { value: told.text } } })
  })
})

describe('Research digest', () => {
  it('looks at three angles side by side and joins them', async () => {
    const { plan } = template('research-digest')
    expect(JSON.stringify(plan.root)).toContain('"kind":"parallel"')
    const told = await talk('research-digest', 'A four-day week')
    expect(told.speakers).toEqual([''])
    expect(told.text).toMatch(/^\*\*A four-day week\*\*/)
    expect(told.cards).toMatchObject([
      { component: 'Chart', props: { series: [{ points: [{ label: 'Benefits', value: 8 }, { label: 'Risks' }, { label: 'Effort' }] }] } },
    ])
  })
})

const at = '2026-11-20T09:00:00.000Z'
type Said = { text: string; speakers: string[]; cards: { component: string; props: object }[] }

/** One message to a template, on the local world, with the demo model and play money. */
async function talk(
  id: string,
  text: string,
  answers?: (call: WaitCall) => Answer | undefined,
  { run = createLocalRun(), books = ledger() }: { run?: LocalRun; books?: ReturnType<typeof ledger> } = {},
) {
  const said: Said = { text: '', speakers: [], cards: [] }
  const speak = (more: string) => {
    said.text += more
  }
  const hands: Partial<Hands> = {
    clock: { now: () => at },
    model: { call: (request) => demoModel(request, { settings: '/acme/settings/models' }) },
    ledger: books.hand,
    conversation: { read: async () => [{ role: 'user', text }], take: async () => [] },
    say: { text: (message) => speak(message.text), card: (card) => void said.cards.push(card) },
  }
  const world = createLocalWorld({
    run,
    hands: () => {
      let name = ''
      const write = (delta: string) => {
        if (!said.speakers.includes(name)) said.speakers.push(name)
        speak(delta)
      }
      const speaker = (own: string) => {
        name = own
      }
      return { ...hands, stream: { speaker, write, think: () => undefined, card: () => ({ id: 'draft', write: () => undefined }) } }
    },
    ...(answers ? { answers } : {}),
  })
  const outcome = await execute({ ...template(id), blocks, input: { text, room: 'r1', author: 'Ada' }, world })
  return { ...said, outcome }
}

function ledger() {
  const money = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })
  const account = (key: string, label: string, kind: string, amount: string): LedgerAccount => ({
    id: key,
    label,
    kind,
    available: money(amount),
    ledger: money(amount),
    asOf: at,
  })
  const accounts = [
    account('main', "Ada's account", 'checking', '248055'),
    account('savings', 'Savings', 'savings', '845000'),
    account('anna', 'Anna Keller', 'contact', '1850'),
  ]
  const posted: LedgerTransfer[] = []
  const find = async (name: string) => {
    const found = accounts.find(({ id, label }) => [id, label.toLowerCase(), label.split(' ')[0]?.toLowerCase()].includes(name.toLowerCase()))
    if (!found) throw new AppError('not-found', `There is nobody called "${name}".`)
    return found
  }
  const hand: Hands['ledger'] = {
    accounts: async () => accounts.filter(({ kind }) => kind !== 'contact'),
    find,
    transfers: async () => (posted.length ? posted : [transfer('t0', await find('main'), await find('anna'), '1850')]),
    transfer: async (order) => {
      const made = transfer(order.key, await find(order.from), await find(order.to), order.amount.amountMinor)
      posted.push(made)
      return made
    },
  }
  const transfer = (id: string, from: LedgerAccount, to: LedgerAccount, minor: string): LedgerTransfer => ({
    id,
    at,
    from: { account: from.id, label: from.label },
    to: { account: to.id, label: to.label },
    amount: money(minor),
    memo: '',
    direction: 'out',
    status: 'posted',
  })
  return { hand, posted }
}
