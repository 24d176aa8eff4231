import type { LLMock } from '@copilotkit/aimock'
import type { Flow } from '../engine/index.ts'
import type { Json } from '../kernel/json.ts'

/** What a model said, turn by turn: calls of its tools, or its last words. Written by hand in the form a service gives them. */
export type Turn = { calls: { name: 'find_blocks' | 'read_blocks' | 'edit_flow'; input: Json }[] } | { says: string }
export type Recorded = {
  request: string
  flow: Flow
  turns: Turn[] /** What the flow must hold then; none: nothing is changed. */
  gives?: { nodes: string[]; wires: string[] }
}

const edit = (...edits: Json[]): Turn => ({ calls: [{ name: 'edit_flow', input: { edits } }] })
const read = (...ids: string[]): Turn => ({ calls: [{ name: 'read_blocks', input: { ids } }] })
const says = (text: string): Turn => ({ says: text })
const node = (block: string, inputs: Flow['nodes'][string]['inputs'] = {}, more: object = {}) => ({
  block,
  version: 1,
  inputs,
  position: { x: 0, y: 0 },
  ...more,
})
const literal = (value: Json) => ({ kind: 'literal' as const, value })
const wire = (from: string, to: string) => {
  const [[a = '', b = ''], [c = '', d = '']] = [from.split('.'), to.split('.')]
  return { from: { node: a, port: b }, to: { node: c, port: d } }
}

export const empty: Flow = { schema: 1, nodes: {}, wires: [] }
const greeter: Flow = {
  schema: 1,
  nodes: {
    message: node('chat.message'),
    shout: node('text.change-case', { to: literal('upper') }, { position: { x: 320, y: 0 } }),
    reply: node('reply.text', {}, { position: { x: 640, y: 0 } }),
  },
  wires: [wire('message.text', 'shout.text'), wire('shout.text', 'reply.text')],
}
/** Divides by nothing. */
export const sharing: Flow = {
  schema: 1,
  nodes: { start: node('manual.start'), share: node('math.divide', { a: literal(9), b: literal(0) }) },
  wires: [wire('start.done', 'share.after')],
}

export const recorded: Record<string, Recorded> = {
  'builds from nothing': {
    request: 'When an order comes in by webhook, ask a person if it is over 100, then send it on to our shop.',
    flow: empty,
    turns: [
      { calls: [{ name: 'find_blocks', input: { words: 'webhook approval branch http' } }] },
      read('webhook.start', 'control.branch', 'human.approval', 'control.merge', 'http.request'),
      edit(
        { do: 'add', id: 'order', block: 'webhook.start', title: 'Order' },
        { do: 'add', id: 'large', block: 'control.branch', title: 'Over 100?', inputs: { condition: { expression: 'order.body.total > 100' } } },
        { do: 'wire', from: 'order.body', to: 'large.value' },
        { do: 'add', id: 'ask', block: 'human.approval', inputs: { title: 'Send this order on?', risk: 'high' } },
        { do: 'wire', from: 'large.yes', to: 'ask.after' },
        { do: 'add', id: 'way', block: 'control.merge' },
        { do: 'wire', from: 'ask.approved', to: 'way.a' },
        { do: 'wire', from: 'large.no', to: 'way.b' },
        { do: 'add', id: 'send', block: 'http.request', title: 'To the shop', inputs: { method: 'POST', url: 'https://shop.example/orders' } },
        { do: 'wire', from: 'way.done', to: 'send.after' },
      ),
      says('The flow takes an order by webhook, asks a person when it is over 100 and sends it on. Put your shop’s address into To the shop.'),
    ],
    gives: {
      nodes: ['order', 'large', 'ask', 'way', 'send'],
      wires: ['large.yes > ask.after', 'ask.approved > way.a', 'large.no > way.b', 'way.done > send.after'],
    },
  },
  'adds a block to a wire': {
    request: 'Before it answers, cut the text to a greeting.',
    flow: greeter,
    turns: [
      read('text.template'),
      edit(
        { do: 'add', id: 'greeting', block: 'text.template', inputs: { template: 'Hello, {{a}}' } },
        { do: 'wire', from: 'shout.text', to: 'greeting.a' },
        { do: 'wire', from: 'greeting.text', to: 'reply.text' },
      ),
      says('It answers with a greeting now.'),
    ],
    // the wire that was there gave way
    gives: { nodes: ['message', 'shout', 'reply', 'greeting'], wires: ['message.text > shout.text', 'shout.text > greeting.a', 'greeting.text > reply.text'] },
  },
  'explains and changes nothing': {
    request: 'What does this do?',
    flow: greeter,
    turns: [says('It writes what you say in capitals and answers with that.')],
  },
  'renames and notes': {
    request: 'Give the block a better name and say why it is there.',
    flow: greeter,
    turns: [edit({ do: 'change', id: 'shout', title: 'Speak up', note: 'So that nobody misses it.' }), says('Renamed.')],
    gives: { nodes: ['message', 'shout', 'reply'], wires: ['message.text > shout.text', 'shout.text > reply.text'] },
  },
  'takes out a block': {
    request: 'Do not shout.',
    flow: greeter,
    turns: [edit({ do: 'remove', id: 'shout' }, { do: 'wire', from: 'message.text', to: 'reply.text' }), says('It answers as it was asked.')],
    gives: { nodes: ['message', 'reply'], wires: ['message.text > reply.text'] },
  },
  'puts a loop around a block': {
    request: 'Shout each of a list of words.',
    flow: { schema: 1, nodes: { start: node('manual.start'), words: node('values.list', { value: literal(['a', 'b']) }) }, wires: [] },
    turns: [
      read('control.for-each', 'values.list', 'text.change-case'),
      edit(
        { do: 'add', id: 'each', block: 'control.for-each' },
        { do: 'wire', from: 'words.value', to: 'each.items' },
        { do: 'add', id: 'shout', block: 'text.change-case', inside: 'each', inputs: { to: 'upper' } },
        { do: 'wire', from: 'each.item', to: 'shout.text' },
        { do: 'wire', from: 'shout.text', to: 'each.result' },
      ),
      says('Each word is written in capitals.'),
    ],
    gives: { nodes: ['start', 'words', 'each', 'shout'], wires: ['each.item > shout.text', 'shout.text > each.result'] },
  },
  'mends what the compiler says': {
    request: 'Answer with the length of the message.',
    flow: { schema: 1, nodes: { message: node('chat.message') }, wires: [] },
    turns: [
      edit({ do: 'add', id: 'count', block: 'text.size' }),
      read('text.length', 'convert.to-text', 'reply.text'),
      edit(
        { do: 'add', id: 'count', block: 'text.length' },
        { do: 'wire', from: 'message.text', to: 'count.text' },
        { do: 'add', id: 'reply', block: 'reply.text' },
      ),
      edit({ do: 'change', id: 'reply', inputs: { text: { expression: 'string(count.characters)' } } }),
      says('It answers with how long the message is.'),
    ],
    gives: { nodes: ['message', 'count', 'reply'], wires: ['message.text > count.text'] },
  },
  'names a secret and never holds one': {
    request: 'Call our weather service with our key.',
    flow: { schema: 1, nodes: { start: node('manual.start') }, wires: [] },
    turns: [
      edit(
        { do: 'add', id: 'weather', block: 'http.request', inputs: { url: 'https://weather.example/today', method: 'GET' } },
        { do: 'wire', from: 'start.done', to: 'weather.after' },
      ),
      says('It asks the weather service. Add the key as a header yourself.'),
    ],
    gives: { nodes: ['start', 'weather'], wires: ['start.done > weather.after'] },
  },
  'handles a failure': {
    request: 'If the division fails, say so.',
    flow: sharing,
    turns: [
      edit({ do: 'add', id: 'sorry', block: 'reply.text', inputs: { text: 'That cannot be shared.' } }, { do: 'wire', from: 'share.error', to: 'sorry.after' }),
      says('It says so when the division fails.'),
    ],
    gives: { nodes: ['start', 'share', 'sorry'], wires: ['start.done > share.after', 'share.error > sorry.after'] },
  },
  'repairs a run that failed': {
    request: 'Why did this run fail? Mend it.',
    flow: sharing,
    turns: [edit({ do: 'change', id: 'share', inputs: { b: 3 } }), says('It divided by 0. It divides by 3 now; choose the number you want.')],
    gives: { nodes: ['start', 'share'], wires: ['start.done > share.after'] },
  },
}

type Asked = Parameters<NonNullable<Parameters<LLMock['on']>[0]['predicate']>>[0]

export const isAbout = ({ messages }: Asked, request: string): boolean =>
  JSON.stringify(messages.findLast(({ role }) => role === 'user')?.content ?? '').includes(request)

const usage = { prompt_tokens: 100, completion_tokens: 20 }

/** Lets a stand-in for a model's service say it. */
export function play(mock: LLMock, { request, turns }: Recorded): void {
  for (const [index, turn] of turns.entries()) {
    const sinceAsked = ({ messages }: Asked) =>
      messages.slice(messages.findLastIndex(({ role }) => role === 'user')).filter(({ role }) => role === 'assistant').length
    const predicate = (asked: Asked) => isAbout(asked, request) && sinceAsked(asked) === index
    mock.on(
      { predicate },
      'says' in turn ? { content: turn.says, usage } : { toolCalls: turn.calls.map(({ name, input }) => ({ name, arguments: JSON.stringify(input) })), usage },
    )
  }
}

export function lastWords({ turns }: Recorded): string {
  const last = turns.at(-1)
  return last && 'says' in last ? last.says : ''
}
