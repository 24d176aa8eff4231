import { expect, it } from 'vitest'
import { cards, loadBlocks } from '../../../server/blocks/index.ts'
import { compile, createLocalWorld, execute, type Hands, type HttpRequest } from '../../../server/engine/index.ts'
import type { Json, JsonObject } from '../../../server/kernel/json.ts'
import { fromN8n } from './n8n.ts'

type Node = [name: string, type: string, parameters?: JsonObject, more?: JsonObject]
/** From, to; the third is the output, the fourth the input. */
type Wire = [from: string, to: string, output?: number, input?: number]

/** A workflow as n8n exports it. */
function exported(nodes: Node[], wires: Wire[]): string {
  const connections: Record<string, { main: { node: string; type: string; index: number }[][] }> = {}
  for (const [from, to, output = 0, index = 0] of wires) {
    connections[from] ??= { main: [] }
    const { main } = connections[from]
    while (main.length <= output) main.push([])
    main[output]?.push({ node: to, type: 'main', index })
  }
  const at = (i: number): Json => [i * 220, 300]
  return JSON.stringify({
    name: 'Made for the test',
    nodes: nodes.map(([name, type, parameters = {}, more = {}], i) => ({
      ...{ id: `n${i}`, name, type: `n8n-nodes-base.${type}`, typeVersion: 1, position: at(i), parameters },
      ...more,
    })),
    connections,
    settings: { executionOrder: 'v1' },
  })
}
const when = (leftValue: Json, operation: string, rightValue: Json = '') => ({
  conditions: { combinator: 'and', conditions: [{ leftValue, rightValue, operator: { type: 'string', operation } }] },
})
const assign = (fields: Record<string, Json>) => ({
  assignments: { assignments: Object.entries(fields).map(([name, value]) => ({ name, value, type: typeof value })) },
})

type Case = {
  text: string
  /** What the run is begun with. */
  input?: JsonObject
  /** What the outside world answers to each request. */
  replies?: Json[]
  /** What a run gives, and which requests it made. */
  gives?: unknown
  asks?: Partial<HttpRequest>[]
  /** Names of what could not be brought over. */
  missed: string[]
}

const shop = { body: { customer: 'Ada', total: 120 }, headers: {}, query: { lang: 'en' }, method: 'POST' }
const cases: Record<string, Case> = {
  'a webhook that sends on what it got': {
    text: exported(
      [
        ['Webhook', 'webhook', { path: 'orders', httpMethod: 'POST' }],
        [
          'Tell the shop',
          'httpRequest',
          {
            method: 'POST',
            url: 'https://shop.example/orders',
            sendBody: true,
            bodyParameters: { parameters: [{ name: 'who', value: '={{ $json.body.customer }}' }] },
          },
        ],
      ],
      [['Webhook', 'Tell the shop']],
    ),
    input: shop,
    replies: [{ ok: true }],
    asks: [{ method: 'POST', url: 'https://shop.example/orders', body: '{"who":"Ada"}' }],
    missed: ['Webhook'],
  },
  'fields that are set, and an answer': {
    text: exported(
      [
        ['Webhook', 'webhook', { responseMode: 'responseNode' }],
        ['Edit Fields', 'set', assign({ greeting: '=Hello {{ $json.body.customer }}!', total: '={{ $json.body.total }}', fixed: 3 })],
        ['Respond to Webhook', 'respondToWebhook', { respondWith: 'json', responseBody: '={{ $json.greeting }}' }],
      ],
      [
        ['Webhook', 'Edit Fields'],
        ['Edit Fields', 'Respond to Webhook'],
      ],
    ),
    input: shop,
    gives: { response: 'Hello Ada!' },
    missed: ['Webhook'],
  },
  'an If with both its ways': {
    text: exported(
      [
        ['Start', 'manualTrigger'],
        ['Order', 'set', assign({ total: 120, name: 'Ada' })],
        ['Large?', 'if', when('={{ $json.total }}', 'gt', 100)],
        ['Large', 'set', assign({ size: 'large' })],
        ['Small', 'set', assign({ size: 'small' })],
        ['Answer', 'respondToWebhook', { responseBody: "={{ $('Order').item.json.name }}" }],
      ],
      [
        ['Start', 'Order'],
        ['Order', 'Large?'],
        ['Large?', 'Large', 0],
        ['Large?', 'Small', 1],
        ['Large', 'Answer'],
        ['Small', 'Answer'],
      ],
    ),
    gives: { response: 'Ada' },
    missed: [],
  },
  'an If of the former kind': {
    text: exported(
      [
        ['Start', 'manualTrigger'],
        ['Order', 'set', { values: { string: [{ name: 'city', value: 'Paris' }], number: [{ name: 'n', value: 2 }] } }],
        [
          'Here?',
          'if',
          {
            conditions: {
              string: [{ value1: '={{$json["city"]}}', operation: 'contains', value2: 'Par' }],
              number: [{ value1: '={{$json.n}}', operation: 'smaller', value2: 3 }],
            },
            combineOperation: 'all',
          },
        ],
        ['Yes', 'respondToWebhook', { responseBody: '=in {{ $node["Order"].json.city }}' }],
      ],
      [
        ['Start', 'Order'],
        ['Order', 'Here?'],
        ['Here?', 'Yes', 0],
      ],
    ),
    gives: { response: 'in Paris' },
    missed: [],
  },
  'a Switch': {
    text: exported(
      [
        ['Start', 'manualTrigger'],
        ['Ticket', 'set', assign({ kind: 'bill' })],
        ['Which?', 'switch', { rules: { values: [when('={{ $json.kind }}', 'equals', 'bug'), when('={{ $json.kind }}', 'equals', 'bill')] } }],
        ['Bug', 'httpRequest', { url: 'https://desk.example/bugs' }],
        ['Bill', 'httpRequest', { url: 'https://desk.example/bills' }],
      ],
      [
        ['Start', 'Ticket'],
        ['Ticket', 'Which?'],
        ['Which?', 'Bug', 0],
        ['Which?', 'Bill', 1],
      ],
    ),
    replies: [{ ok: true }],
    asks: [{ method: 'GET', url: 'https://desk.example/bills' }],
    missed: [],
  },
  'two ways that are put together': {
    text: exported(
      [
        ['Start', 'manualTrigger'],
        ['One', 'httpRequest', { url: 'https://a.example' }],
        ['Two', 'httpRequest', { url: 'https://b.example' }],
        ['Merge', 'merge', { mode: 'append' }],
        ['Done', 'set', assign({ at: 'end' })],
      ],
      [
        ['Start', 'One'],
        ['Start', 'Two'],
        ['One', 'Merge', 0, 0],
        ['Two', 'Merge', 0, 1],
        ['Merge', 'Done'],
      ],
    ),
    replies: [{ n: 1 }, { n: 2 }],
    missed: [],
  },
  'a schedule that waits': {
    text: exported(
      [
        ['Schedule Trigger', 'scheduleTrigger', { rule: { interval: [{ field: 'weeks', triggerAtDay: [1, 5], triggerAtHour: 9, triggerAtMinute: 30 }] } }],
        ['Wait', 'wait', { amount: 10, unit: 'minutes' }],
        ['Ping', 'httpRequest', { url: 'https://a.example/ping' }],
      ],
      [
        ['Schedule Trigger', 'Wait'],
        ['Wait', 'Ping'],
      ],
    ),
    missed: [],
  },
  'a loop, which has to be drawn anew': {
    text: exported(
      [
        ['Start', 'manualTrigger'],
        ['Loop Over Items', 'splitInBatches', { batchSize: 1 }],
        ['Each', 'httpRequest', { url: '=https://a.example/{{ $json.id }}' }],
      ],
      [
        ['Start', 'Loop Over Items'],
        ['Loop Over Items', 'Each', 1],
      ],
    ),
    missed: ['Loop Over Items', 'Each'],
  },
  'code and an app that are not here': {
    text: exported(
      [
        ['Start', 'manualTrigger'],
        ['Code', 'code', { jsCode: 'return items.map((item) => ({ json: { n: item.json.n * 2 } }))' }],
        ['Slack', 'slack', { text: 'Hello' }, { credentials: { slackApi: { id: '1', name: 'Ours' } } }],
        ['Then', 'httpRequest', { url: 'https://a.example/then' }],
      ],
      [
        ['Start', 'Code'],
        ['Code', 'Slack'],
        ['Slack', 'Then'],
      ],
    ),
    replies: [{ ok: true }],
    asks: [{ url: 'https://a.example/then' }],
    missed: ['Code', 'Slack', 'Slack'],
  },
  'notes, what is switched off, and JavaScript in a field': {
    text: exported(
      [
        ['Start', 'manualTrigger'],
        ['Sticky Note', 'stickyNote', { content: '## Why\nBecause.' }],
        ['Off', 'httpRequest', { url: 'https://a.example/never' }, { disabled: true }],
        ['Time', 'set', assign({ now: '={{ $now.toISO() }}', kept: 'yes' })],
      ],
      [
        ['Start', 'Off'],
        ['Off', 'Time'],
      ],
    ),
    missed: ['Time'],
  },
}

it.each(Object.entries(cases))(
  '[editor.n8n] brings over %s; what cannot be is named',
  async (_name, { text, input = {}, replies = [], gives, asks = [], missed }) => {
    const brought = fromN8n(text)
    if (!brought) throw new Error('not read')
    expect(brought.missed.map(({ node }) => node)).toEqual(missed)
    if (missed.length > 0) expect(Object.values(brought.flow.nodes).some(({ note }) => note?.includes(missed[0] ?? ''))).toBe(true)
    const compiled = compile(brought.flow, cards())
    const left = compiled.ok ? [] : compiled.problems
    // what was named may be left to fill in; nothing else may be wrong
    expect(left.filter(({ code }) => code !== 'missing-input')).toEqual([])
    if (!compiled.ok) return
    const requests: HttpRequest[] = []
    const hands: Partial<Hands> = {
      secrets: { open: () => Promise.reject(new Error('no secret was named')) },
      http: {
        request: async (asked) => {
          requests.push(asked)
          return { status: 200, headers: { 'content-type': 'application/json' }, body: JSON.stringify(replies[requests.length - 1] ?? null) }
        },
      },
    }
    const outcome = await execute({ flow: brought.flow, plan: compiled.plan, blocks: await loadBlocks(), input, world: createLocalWorld({ hands }) })
    if (Object.values(brought.flow.nodes).some(({ block }) => block === 'control.sleep')) expect(outcome.status).toBe('waiting')
    else expect(outcome).toMatchObject({ status: 'completed', ...(gives === undefined ? {} : { output: gives }) })
    expect(requests).toMatchObject(asks.length > 0 ? asks : requests)
    if (asks.length > 0) expect(requests).toHaveLength(asks.length)
  },
)

it('[editor.n8n] leaves alone what is no workflow of n8n', () => {
  for (const text of ['', '{}', '[]', 'hello', '{"nodes": 3, "connections": {}}', '{"format": "hearth-flow/1"}']) expect(fromN8n(text), text).toBeNull()
})

it('[editor.n8n] reads its kinds of schedules', () => {
  const cronFor = (interval: JsonObject) => {
    const flow = fromN8n(exported([['At', 'scheduleTrigger', { rule: { interval: [interval] } }]], []))?.flow
    return flow?.nodes.at?.inputs.cron
  }
  const cron = (value: string) => ({ kind: 'literal', value })
  expect(cronFor({ field: 'minutes', minutesInterval: 10 })).toEqual(cron('*/10 * * * *'))
  expect(cronFor({ field: 'hours', hoursInterval: 2, triggerAtMinute: 15 })).toEqual(cron('15 */2 * * *'))
  expect(cronFor({ triggerAtHour: 7 })).toEqual(cron('0 7 * * *'))
  expect(cronFor({ field: 'cronExpression', expression: '5 4 * * 0' })).toEqual(cron('5 4 * * 0'))
})
