import type { Card, Catalogue } from '../../../server/engine/card.ts'
import type { FlowNode, InputValue } from '../../../server/engine/flow.ts'

/** What comes on to the canvas: a block, with what it holds from the beginning. */
export type Placing = { card: Card; inputs?: FlowNode['inputs'] }

/** What a workspace has of its own that a block can stand for. */
export type OwnThings = {
  agents: readonly { id: string; name: string }[]
  models: readonly { value: string; label: string }[]
  secrets?: readonly string[]
}

type Kind = { block: string; port: string; category: string; summary: (name: string) => string; held: (value: string) => InputValue }

const kinds = {
  agent: {
    block: 'flow.execute',
    port: 'agent',
    category: 'your agents',
    summary: (name) => `Runs the flow of ${name} as a part of this one.`,
    held: (value) => ({ kind: 'literal', value }),
  },
  model: {
    block: 'model.call',
    port: 'model',
    category: 'your models',
    summary: (name) => `Asks ${name}.`,
    held: (value) => ({ kind: 'literal', value }),
  },
  secret: {
    block: 'http.request',
    port: 'secret',
    category: 'your secrets',
    summary: (name) => `Calls a web address with ${name}.`,
    held: (name) => ({ kind: 'secret', name }),
  },
} satisfies Record<string, Kind>

/** The agents, models and secrets of a workspace as blocks to choose from: each is the block that uses it, filled in. */
export function ownCards(catalogue: Catalogue, { agents, models, secrets = [] }: OwnThings): Card[] {
  return [
    ...agents.flatMap(({ id, name }) => ownCard(catalogue, 'agent', id, name)),
    ...models.flatMap(({ value, label }) => ownCard(catalogue, 'model', value, label)),
    ...secrets.flatMap((name) => ownCard(catalogue, 'secret', name, name)),
  ]
}

/** What a chosen or dragged entry places: a block by its id, or what the workspace has by its kind and name. */
export function placingOf(entry: string, catalogue: Catalogue): Placing | undefined {
  const [kind = '', ...value] = entry.split(' ')
  if (!isKind(kind)) {
    const card = catalogue.get(entry)
    return card && { card }
  }
  const { block, port, held } = kinds[kind]
  const card = catalogue.get(block)
  return card && { card, inputs: { [port]: held(value.join(' ')) } }
}

/** Only those whose block is among these. */
export function ownAmong(own: readonly Card[], cards: readonly Card[]): Card[] {
  const known = new Set(cards.map(({ id }) => id))
  return own.filter(({ id }) => {
    const [kind = ''] = id.split(' ')
    return isKind(kind) && known.has(kinds[kind].block)
  })
}

function ownCard(catalogue: Catalogue, kind: keyof typeof kinds, value: string, title: string): Card[] {
  const { words: _, ...card } = catalogue.get(kinds[kind].block) ?? {}
  const { category, summary } = kinds[kind]
  return 'id' in card ? [{ ...(card as Card), id: `${kind} ${value}`, title, summary: summary(title), category }] : []
}

const isKind = (word: string): word is keyof typeof kinds => Object.hasOwn(kinds, word)
