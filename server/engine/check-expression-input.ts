import type { Catalogue, PortSchema } from './card.ts'
import type { OutputTypes } from './control-types.ts'
import { checkExpression, expressionName, readExpression } from './expression.ts'
import type { Flow } from './flow.ts'
import type { Nesting } from './nesting.ts'
import { portsSeen } from './ports-seen.ts'
import { listed } from './schema-words.ts'

type Typed = { ok: true; type: PortSchema } | { ok: false; message: string }

/** The type of what an expression gives in this place of a flow, or why it gives nothing. */
export function typeOfExpression(source: string, node: string, flow: Flow, catalogue: Catalogue, nesting: Nesting, typeOf: OutputTypes): Typed {
  const read = readExpression(source)
  if (!read.ok) return read
  const scope: Record<string, Record<string, PortSchema>> = {}
  for (const { node: id, port } of read.names) {
    const name = expressionName(id)
    const passage = Object.hasOwn(flow.nodes, id) ? nesting.passage(id, node).kind : undefined
    if (passage === undefined) return { ok: false, message: `There is no block called "${name}" here. ${hint(node, flow, nesting)}` }
    if (passage === 'out' || passage === 'back')
      return { ok: false, message: `"${name}" lies in a container that gives things out only by its own outputs. Name the container instead.` }
    const ports = portsSeen(id, flow, catalogue, passage === 'in', typeOf)
    if (port !== undefined && !Object.hasOwn(ports, port)) {
      const names = Object.keys(ports)
      return {
        ok: false,
        message: `"${name}" gives nothing called "${port}". ${names.length === 0 ? 'It gives nothing.' : `It gives ${listed(names, 'and')}.`}`,
      }
    }
    scope[name] = ports
  }
  return checkExpression(source, scope)
}

const mostHints = 8

function hint(node: string, flow: Flow, nesting: Nesting): string {
  const seen = Object.keys(flow.nodes)
    .sort()
    .filter((id) => id !== node && ['within', 'in'].includes(nesting.passage(id, node).kind))
  if (seen.length === 0) return 'There is no other block to name.'
  return `It may name ${listed([...seen.slice(0, mostHints).map(expressionName), ...(seen.length > mostHints ? ['others'] : [])], 'and')}.`
}
