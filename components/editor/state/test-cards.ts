import type { Card, Catalogue, PortSchema } from '../../../server/engine/card.ts'
import type { Flow, FlowNode, Wire } from '../../../server/engine/flow.ts'

const text: PortSchema = { type: 'string' }

function card(id: string, inputs: Record<string, PortSchema>, outputs: Record<string, PortSchema>, more: Partial<Card> = {}): Card {
  const title = id.split('.').at(-1) ?? id
  return {
    id,
    version: 1,
    title: title.charAt(0).toUpperCase() + title.slice(1),
    summary: '',
    category: 'test',
    icon: 'box',
    effect: 'pure',
    idempotent: true,
    destructive: false,
    join: 'all',
    trigger: false,
    inputs: Object.entries(inputs).map(([name, schema]) => ({ name, title: name, schema, required: true })),
    outputs: Object.entries(outputs).map(([name, schema]) => ({ name, title: name, schema })),
    fields: {},
    ...more,
  }
}

/** A handful of blocks as cards, for the editor's tests. */
export const cards: Catalogue = new Map(
  [
    card('chat.message', {}, { text }, { trigger: true }),
    card('manual.start', {}, { input: {} }, { trigger: true }),
    card('text.join', { parts: { type: 'array', items: text }, separator: text }, { text }),
    card('text.upper', { text }, { text }),
    card('math.add', { a: { type: 'number' }, b: { type: 'number' } }, { sum: { type: 'number' } }),
    card('reply.text', { text }, {}),
    card(
      'control.each',
      { items: { type: 'array', items: text } },
      { results: { type: 'array', items: text } },
      {
        container: 'for-each',
        inside: {
          outputs: [{ name: 'item', title: 'Item', schema: text }],
          inputs: [{ name: 'result', title: 'Result', schema: text, required: false }],
        },
      },
    ),
    card('convert.number-to-text', { number: { type: 'number' } }, { text }, { category: 'convert' }),
  ].map((one) => [one.id, one]),
)

export function node(block: string, more: Partial<FlowNode> = {}): FlowNode {
  return { block, version: 1, inputs: {}, position: { x: 0, y: 0 }, ...more }
}

/** `a.text>b.text` as a wire. */
export function wire(text: string): Wire {
  const [from = '', to = ''] = text.split('>')
  const [fromNode = '', fromPort = ''] = from.split('.')
  const [toNode = '', toPort = ''] = to.split('.')
  return { from: { node: fromNode, port: fromPort }, to: { node: toNode, port: toPort } }
}

export function flowOf(nodes: Record<string, string | FlowNode>, ...wires: string[]): Flow {
  return {
    schema: 1,
    nodes: Object.fromEntries(Object.entries(nodes).map(([id, one]) => [id, typeof one === 'string' ? node(one) : one])),
    wires: wires.map(wire),
  }
}
