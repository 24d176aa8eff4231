import type { Catalogue } from '../../../server/engine/card.ts'
import { checkExpression, completions, evaluateExpression, expressionName } from '../../../server/engine/expression.ts'
import { expressionScope } from '../../../server/engine/expression-scope.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { describe } from '../../../server/engine/schema-words.ts'
import type { Json } from '../../../server/kernel/json.ts'
import type { ExpressionHelp } from '../../block-form/index.ts'
import { cardIn } from './card-in.ts'
import { titleOf } from './ports.ts'

const mostShown = 200

/** Helps with the expressions of one block. `values`: what blocks gave in the last run, by the names expressions use. */
export function expressionHelp(node: string, flow: Flow, catalogue: Catalogue, values: Record<string, Json>): ExpressionHelp {
  // Worked out when an expression asks: most blocks have none, and a large flow is a long question.
  const scopeOf = once(() => expressionScope(node, flow, catalogue))
  const titlesOf = once(() => new Map(Object.entries(flow.nodes).map(([id, one]) => [expressionName(id), titleOf(one, cardIn(flow, catalogue, id))])))
  return {
    complete(source, at) {
      const scope = scopeOf()
      const titles = titlesOf()
      const found = completions(source, at, scope)
      // A block as a whole is no text and no list: of it there are ports.
      const ofBlock = /(^|[^\w.\])])([A-Za-z]\w*)\.$/.exec(source.slice(0, found[0]?.from ?? at))?.[2]
      const fitting = ofBlock !== undefined && ofBlock in scope ? found.filter(({ kind }) => kind === 'field') : found
      const each = new Map(fitting.map((offer) => [`${offer.kind} ${offer.label}`, offer]))
      return [...each.values()].map((offer) => (offer.kind === 'name' ? { ...offer, detail: titles.get(offer.label) ?? offer.detail } : offer))
    },
    typeOf(source) {
      const found = checkExpression(source, scopeOf())
      return found.ok ? describe(found.type) : null
    },
    preview(source) {
      if (Object.keys(values).length === 0) return null
      const scope = scopeOf()
      const known = Object.fromEntries(Object.entries(values).filter(([name]) => name in scope))
      if (Object.keys(known).length === 0) return null
      try {
        const text = JSON.stringify(evaluateExpression(source, known))
        return text.length > mostShown ? `${text.slice(0, mostShown)}…` : text
      } catch {
        return null // it names what the last run did not come to
      }
    },
  }
}

function once<T>(work: () => T): () => T {
  let found: { value: T } | undefined
  return () => {
    found ??= { value: work() }
    return found.value
  }
}
