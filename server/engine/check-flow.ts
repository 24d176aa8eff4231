import type { Card, Catalogue, PortSchema } from './card.ts'
import { cardOfNode } from './card-of-node.ts'
import { checkConcurrency } from './check-concurrency.ts'
import { checkContainers, checkPassage } from './check-containers.ts'
import { typeOfExpression } from './check-expression-input.ts'
import { checkPorts } from './check-ports.ts'
import { checkTools } from './check-tools.ts'
import { checkValue } from './check-value.ts'
import { controlInput, type Flow, type FlowNode, type Wire } from './flow.ts'
import { resultBlock } from './interface.ts'
import { type Nesting, nestingOf } from './nesting.ts'
import { type OutputTypes, outputTypes } from './output-types.ts'
import type { Problem } from './plan.ts'
import { canConnect } from './ports.ts'
import { isSecret } from './schema-shape.ts'
import { listed } from './schema-words.ts'

export const limits = { nodes: 2000, wires: 5000 }

/** What all checks of one flow know. */
type Known = {
  flow: Flow
  catalogue: Catalogue
  nesting: Nesting
  /** Wires by the input port they lead to: `node port` → indexes into `flow.wires`. */
  wired: Map<string, number[]>
  typeOf: OutputTypes
}

/** Everything but cycles: what is wrong with single nodes and single wires, and what to do about it. */
export function checkFlow(flow: Flow, catalogue: Catalogue, nesting: Nesting = nestingOf(flow)): Problem[] {
  const ids = Object.keys(flow.nodes).sort()
  if (ids.length > limits.nodes || flow.wires.length > limits.wires) {
    return [
      {
        code: 'too-large',
        message: `This flow has ${ids.length} blocks and ${flow.wires.length} wires; ${limits.nodes} and ${limits.wires} are the most. Split it into several flows.`,
      },
    ]
  }
  const known: Known = { flow, catalogue, nesting, wired: wiredPorts(flow), typeOf: outputTypes(flow, catalogue, nesting) }
  return [
    ...checkTriggers(ids, known),
    ...checkResults(ids, known),
    ...checkContainers(flow, catalogue, nesting),
    ...checkConcurrency(flow, catalogue),
    ...ids.flatMap((id) => checkNode(id, known)),
    ...flow.wires.flatMap((wire, i) => checkWire(wire, i, known)),
  ]
}

function wiredPorts(flow: Flow): Map<string, number[]> {
  const wired = new Map<string, number[]>()
  for (const [i, { to }] of flow.wires.entries()) wired.set(`${to.node} ${to.port}`, [...(wired.get(`${to.node} ${to.port}`) ?? []), i])
  return wired
}

function checkTriggers(ids: string[], { flow, catalogue }: Known): Problem[] {
  const triggers = ids.filter((id) => !flow.nodes[id]?.disabled && catalogue.get(flow.nodes[id]?.block ?? '')?.trigger)
  if (triggers.length < 2) return []
  return [
    {
      code: 'many-triggers',
      message: `A flow starts at one place, but ${listed(triggers, 'and')} are all triggers. Keep one and remove or disable the others.`,
      nodes: triggers,
    },
  ]
}

function checkResults(ids: string[], { flow, nesting }: Known): Problem[] {
  const results = ids.filter((id) => flow.nodes[id]?.block === resultBlock && !nesting.isOff(id))
  const [first, ...others] = results.filter((id) => nesting.scopeOf(id) === null)
  const nested = results.filter((id) => nesting.scopeOf(id) !== null)
  return [
    ...nested.map(
      (id): Problem => ({ code: 'bad-container', node: id, message: `"${id}" gives the result of the flow and cannot lie in a container. Move it out.` }),
    ),
    ...(first === undefined || others.length === 0
      ? []
      : [
          {
            code: 'bad-port' as const,
            message: `A flow has one result, but ${listed([first, ...others], 'and')} all give it. Keep one and remove or disable the others.`,
            node: others[0] ?? first,
            nodes: [first, ...others],
          },
        ]),
  ]
}

/** Blocks with a step of their own: only those can be tried again by themselves. */
const repeatable = new Set<Card['effect']>(['recorded', 'transactional', 'external'])

function checkNode(id: string, known: Known): Problem[] {
  const { flow, catalogue, nesting, wired } = known
  const node = flow.nodes[id]
  if (!node || nesting.isOff(id)) return []
  const bare = catalogue.get(node.block)
  if (!bare) return [{ code: 'unknown-block', node: id, message: `There is no block called "${node.block}" here. Replace this block or remove it.` }]
  const name = node.title ?? bare.title
  if (node.version > bare.version) {
    return [
      {
        code: 'newer-version',
        node: id,
        message: `"${name}" was made with version ${node.version} of its block, and this installation has version ${bare.version}. Update the installation, or place the block anew.`,
      },
    ]
  }
  const card = cardOfNode(node, bare)
  const problems = checkPorts(id, name, node, bare)
  if (node.retry && (card.trigger || !repeatable.has(card.effect))) {
    const advice = card.effect === 'pure' ? 'It gives the same again.' : 'Put it into a Retry container.'
    problems.push({ code: 'bad-retry', node: id, message: `"${name}" cannot be tried again by itself. ${advice}` })
  }
  for (const port of Object.keys(node.inputs).sort()) {
    if (card.inputs.some((input) => input.name === port)) continue
    problems.push({ code: 'unknown-port', node: id, port, message: `"${name}" has no input called "${port}". ${portHint(card.inputs)}` })
  }
  for (const input of card.inputs) {
    if (wired.has(`${id} ${input.name}`)) continue
    problems.push(...checkFilled(id, name, node, input, card, known))
  }
  for (const input of card.inside?.inputs ?? []) {
    if (!input.required || wired.has(`${id} ${input.name}`)) continue
    problems.push({ code: 'missing-input', node: id, port: input.name, message: `"${name}" needs "${input.title}" from a block in it. Draw a wire to it.` })
  }
  return problems
}

function checkFilled(id: string, name: string, node: FlowNode, input: Card['inputs'][number], card: Card, known: Known): Problem[] {
  const filled = Object.hasOwn(node.inputs, input.name) ? node.inputs[input.name] : undefined
  const at = { node: id, port: input.name }
  if (!filled) {
    if (!input.required) return []
    return [{ code: 'missing-input', ...at, message: `"${name}" needs "${input.title}". Fill it in, or draw a wire to it.` }]
  }
  if ((filled.kind === 'secret') !== isSecret(input.schema)) {
    const advice = filled.kind === 'secret' ? 'takes no secret. Fill in a value or draw a wire.' : 'takes a secret. Choose one from the vault.'
    return [{ code: 'bad-literal', ...at, message: `"${input.title}" of "${name}" ${advice}` }]
  }
  if (filled.kind === 'secret') return []
  if (filled.kind === 'expression') {
    const reason = isTools(card, input.name) ? 'tools are chosen, not worked out. Choose them.' : checkSource(filled.source, id, input.schema, known)
    return reason === null ? [] : [{ code: 'bad-expression', ...at, message: `"${input.title}" of "${name}": ${reason}` }]
  }
  const reason = checkValue(input.schema, filled.value)
  if (reason) return [{ code: 'bad-literal', ...at, message: `"${input.title}" of "${name}" does not fit: ${reason}.` }]
  return isTools(card, input.name)
    ? checkTools(filled.value, known.catalogue).map((problem) => ({ code: 'bad-tool', ...at, message: `"${name}": ${problem}` }))
    : []
}

/** Their versions are pinned with the flow, so they must be known before it runs. */
function isTools({ fields }: Card, port: string): boolean {
  return Object.hasOwn(fields, port) && fields[port]?.control === 'tools'
}

function checkSource(source: string, id: string, to: PortSchema, { flow, catalogue, nesting, typeOf }: Known): string | null {
  const typed = typeOfExpression(source, id, flow, catalogue, nesting, typeOf)
  if (!typed.ok) return typed.message
  const answer = canConnect(typed.type, to)
  return answer.ok ? null : `${answer.reason}. Change the expression.`
}

function checkWire(wire: Wire, i: number, known: Known): Problem[] {
  const { flow, catalogue, nesting } = known
  const { from, to } = wire
  const missing = [from.node, to.node].find((id) => !Object.hasOwn(flow.nodes, id))
  if (missing !== undefined)
    return [{ code: 'unknown-node', wire: i, message: `A wire leads to or from "${missing}", which is not in this flow. Remove the wire.` }]
  const misplaced = checkPassage(wire, i, flow, catalogue, nesting)
  if (misplaced.length > 0) return misplaced
  const source = cardAt(from.node, known)
  const target = cardAt(to.node, known)
  const passage = nesting.passage(from.node, to.node).kind
  // That its end holds nodes and may not is said already.
  if ((passage === 'in' && source && !source.inside) || (passage === 'back' && target && !target.inside)) return []
  const output = known.typeOf(from.node, from.port, passage === 'in')
  if (source && !output) {
    const outputs = passage === 'in' ? (source.inside?.outputs ?? []) : source.outputs
    const gives = passage === 'in' ? 'gives the blocks in it nothing called' : 'has no output called'
    return [
      {
        code: 'unknown-port',
        wire: i,
        node: from.node,
        port: from.port,
        message: `"${titleOf(flow, from.node, source)}" ${gives} "${from.port}". ${portHint(outputs)}`,
      },
    ]
  }
  if (to.port === controlInput) return []
  const inputs = passage === 'back' ? target?.inside?.inputs : target?.inputs
  const input = inputs?.find((each) => each.name === to.port)
  if (inputs && !input) {
    const takes = passage === 'back' ? 'takes from the blocks in it nothing called' : 'has no input called'
    return [
      {
        code: 'unknown-port',
        wire: i,
        node: to.node,
        port: to.port,
        message: `"${titleOf(flow, to.node, target)}" ${takes} "${to.port}". ${portHint(inputs)}`,
      },
    ]
  }
  if (!target || !output || !input) return []
  const at = { wire: i, node: to.node, port: to.port }
  const problems: Problem[] = []
  if ((known.wired.get(`${to.node} ${to.port}`)?.[0] ?? i) !== i) {
    problems.push({
      code: 'two-wires',
      ...at,
      message: `"${input.title}" of "${titleOf(flow, to.node, target)}" has more than one wire. Keep one, or join them with a Merge block.`,
    })
  }
  const mismatch = checkTypes(output, input.schema, catalogue)
  if (mismatch)
    problems.push({
      code: 'type-mismatch',
      ...at,
      message: `The wire from "${titleOf(flow, from.node, source)}" to "${input.title}" of "${titleOf(flow, to.node, target)}" does not fit: ${mismatch}`,
    })
  return problems
}

function cardAt(id: string, { flow, catalogue }: Known): Card | undefined {
  const node = flow.nodes[id]
  const card = catalogue.get(node?.block ?? '')
  return node && card && cardOfNode(node, card)
}

function checkTypes(from: PortSchema, to: PortSchema, catalogue: Catalogue): string | null {
  const answer = canConnect(from, to, catalogue.values())
  if (!answer.ok) return `${answer.reason}. Choose another output, or change the value on the way.`
  return answer.through ? `put "${catalogue.get(answer.through)?.title}" between them.` : null
}

function titleOf(flow: Flow, id: string, card: Card | undefined): string {
  return flow.nodes[id]?.title ?? card?.title ?? id
}

function portHint(ports: { name: string }[]): string {
  return ports.length === 0
    ? 'It has none; remove what leads there.'
    : `It has ${listed(
        ports.map((port) => port.name),
        'and',
      )}.`
}
