import { describe, expect, it } from 'vitest'
import {
  type Answer,
  type Block,
  compile,
  createLocalRun,
  createLocalWorld,
  execute,
  type Flow,
  type Hands,
  type LocalRun,
  type ModelReply,
  type ModelRequest,
  type WaitCall,
} from '../../engine/index.ts'
import { AppError } from '../../kernel/errors.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import { cards, loadBlocks } from '../index.ts'
import { historyOf } from './history.ts'

const blocks = await loadBlocks()
const at = '2026-11-20T09:00:00.000Z'
const yes: Answer = { outcome: 'approved', value: null, by: { id: 'p1', name: 'Ada' }, at }
const eur = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })
const account = (id: string) => ({ id, label: id, kind: 'checking', available: eur('100000'), ledger: eur('100000'), asOf: at })

describe('an agent', () => {
  it('[agent.one-step-a-turn] makes each turn and each tool a step of its own, found again after a restart', async () => {
    const scene = agent({ tools: [{ block: 'time.now' }] }, [{ toolCalls: [{ id: 'c/1', name: 'time_now', input: {} }] }, { text: 'It is nine.' }])
    await scene.run()
    expect([...scene.state.checkpoints.keys()]).toEqual(['agent/history', 'agent/turn-1', 'agent/turn-1-tool-1', 'agent/turn-2'])
    expect(scene.requests).toHaveLength(2)
    expect(await scene.run()).toMatchObject({ status: 'completed', output: { agent: { text: 'It is nine.', turns: 2 } } })
    expect(scene.requests, 'asked the model again').toHaveLength(2)
  })

  it('[agent.steered] takes up at its next turn what was said meanwhile, once, and finds the same after a restart', async () => {
    const scene = agent({ tools: [{ block: 'ledger.transfer' }] }, [
      { toolCalls: [{ id: 'c1', name: 'ledger_transfer', input: { to: 'anna', amount: '25' } }] },
      { text: 'Sent, and noted.' },
    ])
    expect(await scene.run()).toEqual({ status: 'waiting' })
    scene.said.push({ text: 'Tell her it is for lunch.' })
    scene.answer(scene.asked()[0], yes)
    expect(await scene.run()).toMatchObject({ status: 'completed', output: { agent: { turns: 2 } } })
    expect(scene.requests.at(-1)?.messages.slice(-2)).toMatchObject([{ role: 'tool' }, { role: 'user', text: 'Tell her it is for lunch.' }])
    scene.said.push({ text: 'Too late.' })
    expect(await scene.run()).toMatchObject({ status: 'completed', output: { agent: { text: 'Sent, and noted.' } } })
    expect([scene.requests.length, scene.said.length]).toEqual([2, 1])
  })

  it('[agent.asks-first] asks before a block that cannot be undone, though the flow does not say so', async () => {
    const scene = agent({ tools: [{ block: 'ledger.transfer', ask: false }] }, [
      { toolCalls: [{ id: 'c1', name: 'ledger_transfer', input: { to: 'anna', amount: '25' } }] },
      { text: 'Sent.' },
    ])
    expect(await scene.run()).toEqual({ status: 'waiting' })
    expect(scene.transfers).toEqual([])
    const [asked] = scene.asked()
    expect(asked).toMatchObject({ toolCall: { id: 'c1', name: 'ledger_transfer' }, question: { kind: 'approval', component: 'TransferConfirm' } })
    scene.answer(asked, yes)
    expect(await scene.run()).toMatchObject({ status: 'completed' })
    expect(scene.transfers).toHaveLength(1)
  })

  it('[agent.many-asks] asks for several at once, and takes the answers in any order', async () => {
    const scene = agent({ tools: [{ block: 'ledger.transfer' }] }, [
      {
        toolCalls: [
          { id: 'c1', name: 'ledger_transfer', input: { to: 'anna', amount: '25' } },
          { id: 'c2', name: 'ledger_transfer', input: { to: 'ben', amount: '30' } },
        ],
      },
      { text: 'Done.' },
    ])
    await scene.run()
    const [first, second] = scene.asked()
    scene.answer(second, yes)
    expect(await scene.run()).toEqual({ status: 'waiting' })
    expect(scene.transfers).toMatchObject([{ to: 'ben' }])
    scene.answer(first, { ...yes, outcome: 'declined', value: { comment: 'Too much' } })
    expect(await scene.run()).toMatchObject({ status: 'completed' })
    expect(scene.transfers).toHaveLength(1)
    expect(scene.requests.at(-1)?.messages.slice(-2)).toMatchObject([
      { role: 'tool', toolCallId: 'c1', result: { declined: true, by: 'Ada', comment: 'Too much' } },
      { role: 'tool', toolCallId: 'c2', result: { status: 'posted' } },
    ])
  })

  it('asks before any tool it was told to', async () => {
    const scene = agent({ tools: [{ block: 'ledger.balances', name: 'look', ask: true }] }, [
      { toolCalls: [{ id: 'c1', name: 'look', input: {} }] },
      { text: 'Seen.' },
    ])
    await scene.run()
    expect(scene.asked()).toMatchObject([{ question: { component: 'ApprovalCard', title: 'Read balances' } }])
  })

  it('[agent.show] draws a tool’s output with a showing block, not with what the model says', async () => {
    const scene = agent({ tools: [{ block: 'ledger.balances', name: 'look', show: 'show.balance' }] }, [
      { toolCalls: [{ id: 'c1', name: 'look', input: {} }] },
      { text: 'You have a million.' },
    ])
    await scene.run()
    expect(scene.cards).toMatchObject([{ component: 'Balance', props: { accounts: [{ id: 'main', available: eur('100000') }] } }])
  })

  it.each([
    ['a tool there is not', { name: 'fly', input: {} }, 'not-found'],
    ['an input that does not fit', { name: 'ledger_balances', input: { account: 7 } }, 'invalid-input'],
    ['a block that failed', { name: 'ledger_balances', input: { account: 'nobody' } }, 'not-found'],
  ])('[agent.tool-failure] tells the model of %s and goes on', async (_, call, code) => {
    const scene = agent({ tools: [{ block: 'ledger.balances' }] }, [{ toolCalls: [{ id: 'c1', ...call }] }, { text: 'That did not work.' }])
    expect(await scene.run()).toMatchObject({ status: 'completed', output: { agent: { text: 'That did not work.' } } })
    expect(scene.requests.at(-1)?.messages.at(-1)).toMatchObject({ role: 'tool', toolCallId: 'c1', result: { error: { code } } })
  })

  it('[agent.bounded] stops after its turns are used up', async () => {
    const again = { toolCalls: [{ id: 'c1', name: 'time_now', input: {} }] }
    const scene = agent({ tools: [{ block: 'time.now' }], maxTurns: 3 }, [again, again, again, again])
    expect(await scene.run()).toMatchObject({ status: 'failed', error: { code: 'limit-reached' }, path: 'agent' })
    expect(scene.requests).toHaveLength(3)
  })

  it('gives a provider back what it wants back', async () => {
    const provider = { google: { thoughtSignature: 'abc' } }
    const scene = agent({ tools: [{ block: 'time.now' }] }, [{ toolCalls: [{ id: 'c1', name: 'time_now', input: {}, provider }] }, { text: 'Nine.' }])
    await scene.run()
    expect(scene.requests.at(-1)?.messages).toContainEqual({ role: 'assistant', text: '', toolCalls: [{ id: 'c1', name: 'time_now', input: {}, provider }] })
  })
})

describe('historyOf', () => {
  const said: Json = [
    { role: 'user', text: 'Balance?' },
    {
      role: 'assistant',
      text: 'Here.',
      toolCalls: [
        { id: 'c1', name: 'look', input: {}, result: { accounts: [] } },
        { id: 'c2', name: 'send', input: { to: 'Ben' } },
      ],
    },
    { role: 'user', text: 'Thanks' },
    { role: 'user', text: 'And Anna?' },
  ]

  it('ends with the message to answer and leaves out what came after it', () => {
    expect(historyOf(said, 'Thanks', false)).toEqual([
      { role: 'user', text: 'Balance?' },
      { role: 'assistant', text: 'Here.' },
      { role: 'user', text: 'Thanks' },
    ])
  })

  it('adds the message when the conversation does not have it', () => {
    expect(historyOf(said, 'Something else', false).at(-1)).toEqual({ role: 'user', text: 'Something else' })
    expect(historyOf(undefined, 'Hello', true)).toEqual([{ role: 'user', text: 'Hello' }])
  })

  it('answers the conversation as it stands when there is no message', () => {
    expect(historyOf(said, '', false).at(-1)).toEqual({ role: 'user', text: 'And Anna?' })
  })

  it('gives every tool call a result, as providers demand', () => {
    expect(historyOf(said, 'Thanks', true).slice(1, 4)).toEqual([
      {
        role: 'assistant',
        text: 'Here.',
        toolCalls: [
          { id: 'c1', name: 'look', input: {} },
          { id: 'c2', name: 'send', input: { to: 'Ben' } },
        ],
      },
      { role: 'tool', toolCallId: 'c1', toolName: 'look', result: { accounts: [] } },
      { role: 'tool', toolCallId: 'c2', toolName: 'send', result: { note: 'There is no result: this call was not finished.' } },
    ])
  })
})

/** One agent on the local world, with a model that says what it is told to say, and play money. */
function agent(inputs: JsonObject, script: Partial<ModelReply>[]) {
  const flow: Flow = {
    schema: 1,
    nodes: { agent: { block: 'agent.loop', version: 1, position: { x: 0, y: 0 }, inputs: literals({ message: 'Please', ...inputs }) } },
    wires: [],
  }
  const compiled = compile(flow, cards())
  if (!compiled.ok) throw new Error(compiled.problems.map(({ message }) => message).join('\n'))
  const { plan } = compiled
  const state: LocalRun = createLocalRun()
  const requests: ModelRequest[] = []
  const shown: { component: string; props: JsonObject }[] = []
  const transfers: { to: string }[] = []
  const said: { text: string }[] = []
  const find = async (name: string) => {
    if (name === 'nobody') throw new AppError('not-found', 'There is no account called "nobody".')
    return account(name)
  }
  const hands: Partial<Hands> = {
    clock: { now: () => at },
    conversation: { read: async () => [], take: async () => said.splice(0) },
    model: {
      call: async (request) => {
        requests.push(structuredClone({ messages: request.messages }))
        return { text: '', toolCalls: [], model: 'script', demo: false, usage: { inputTokens: 0, outputTokens: 0 }, ...script[requests.length - 1] }
      },
    },
    stream: { write: () => undefined, speaker: () => undefined, think: () => undefined, card: () => ({ id: 'draft', write: () => undefined }) },
    say: { text: () => undefined, card: (card) => void shown.push(card) },
    ledger: {
      accounts: async () => [account('main')],
      find,
      transfers: async () => [],
      transfer: async (order) => {
        transfers.push({ to: order.to })
        return {
          id: order.key,
          at,
          from: { account: order.from, label: order.from },
          to: { account: order.to, label: order.to },
          amount: order.amount,
          memo: order.memo,
          direction: 'out',
          status: 'posted',
        }
      },
    },
  }
  return {
    state,
    requests,
    transfers,
    said,
    cards: shown,
    asked: (): WaitCall[] => [...state.asked.values()],
    answer: (call: WaitCall | undefined, answer: Answer) => void state.answers.set(call?.path ?? '', answer),
    run: () => execute({ flow, plan, blocks: blocks as ReadonlyMap<string, Block>, input: {}, world: createLocalWorld({ run: state, hands }) }),
  }
}

function literals(values: JsonObject): Flow['nodes'][string]['inputs'] {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, { kind: 'literal', value }]))
}
