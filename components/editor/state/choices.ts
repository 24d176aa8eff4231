import type { Card, Catalogue } from '../../../server/engine/card.ts'
import { controlInput, controlOutputs, type Flow, type Wire } from '../../../server/engine/flow.ts'
import { cardIn } from './card-in.ts'
import { fittingPort, judgeFrom } from './judge-wire.ts'
import { kindOf } from './port-kind.ts'
import { type End, portOf, titleOf } from './ports.ts'

/** What the palette offers: blocks people place, by category in reading order. `internal` ones only work inside others. */
export function palette(catalogue: Catalogue): Card[] {
  return [...catalogue.values()]
    .filter((card) => card.category !== 'internal')
    .sort((a, b) => rank(a) - rank(b) || a.category.localeCompare(b.category) || a.title.localeCompare(b.title))
}

/** The blocks a loose wire could go on to. */
export function continuing(flow: Flow, catalogue: Catalogue, loose: End): Card[] {
  const node = flow.nodes[loose.node]
  const card = node && cardIn(flow, catalogue, loose.node)
  const port = card && portOf(card, loose.side, loose.port)
  if (!port) return []
  if (port.control && port.name !== 'error') return palette(catalogue).filter((one) => loose.side === 'input' || !one.trigger)
  return palette(catalogue).filter((one) => fittingPort(one, { side: loose.side, schema: port.schema }) !== undefined)
}

export type Source = { wire: Wire; title: string; port: string; replaces: boolean }

/** Every output that may be wired into an input: the way to draw a wire without a pointer. */
export function sourcesFor(flow: Flow, catalogue: Catalogue, node: string, port: string): Source[] {
  const judge = judgeFrom(flow, catalogue, { side: 'input', node, port })
  return Object.entries(flow.nodes).flatMap(([id, one]) => {
    const card = cardIn(flow, catalogue, id)
    if (!card || id === node) return []
    const names = [...card.outputs.map(({ name }) => name), ...(port === controlInput ? controlOutputs.slice(0, 1) : [])]
    return names.flatMap((name): Source[] => {
      const verdict = judge({ side: 'output', node: id, port: name })
      return verdict?.ok && !verdict.through
        ? [
            {
              wire: { from: { node: id, port: name }, to: { node, port } },
              title: titleOf(one, card),
              port: portOf(card, 'output', name)?.title ?? name,
              replaces: Boolean(verdict.replaces),
            },
          ]
        : []
    })
  })
}

/** Cards that fit what was typed, best first: a title that begins so, a word of it that does, what it is called elsewhere, then summary and id. */
export function searched(cards: readonly Card[], words: string): Card[] {
  const wanted = words.trim().toLowerCase()
  if (wanted === '') return [...cards]
  return cards
    .map((card) => ({ card, score: scoreOf(card, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.card.title.localeCompare(b.card.title))
    .map(({ card }) => card)
}

function scoreOf(card: Card, wanted: string): number {
  const title = card.title.toLowerCase()
  const words = card.words ?? []
  if (title === wanted) return 6
  if (words.includes(wanted)) return 5.5
  if (title.startsWith(wanted)) return 5
  if (title.split(/\W+/).some((word) => word.startsWith(wanted))) return 4
  if (words.some((word) => word.startsWith(wanted))) return 3.5
  if (card.id.includes(wanted) || card.category.includes(wanted)) return 3
  if (title.includes(wanted)) return 2
  const ports = [...card.inputs, ...card.outputs].map(({ title: port, schema }) => `${port} ${kindOf(schema)}`).join(' ')
  const text = `${title} ${card.id} ${card.category} ${card.summary} ${words.join(' ')} ${ports}`.toLowerCase()
  if (wanted.split(/\s+/).every((word) => text.includes(word))) return 1
  return inOrder(title, wanted.replace(/\s+/g, '')) ? 0.5 : 0
}

/** The letters in their order, with others between: `chcs` is Change case. */
function inOrder(text: string, letters: string): boolean {
  let at = 0
  for (const letter of text) if (letter === letters.charAt(at)) at++
  return letters.length > 1 && at === letters.length
}

const order = ['triggers', 'agents', 'chat', 'people', 'cards', 'money', 'flows', 'control', 'web', 'text', 'math', 'logic', 'objects', 'values', 'layout']
function rank(card: Card): number {
  const at = order.indexOf(card.category)
  return at < 0 ? order.length : at
}
