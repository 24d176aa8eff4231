import type { Card, Catalogue, PortSchema } from './card.ts'
import { checkTools } from './check-tools.ts'
import { checkValue } from './check-value.ts'
import { controlInput, type Flow, type FlowNode, type Wire } from './flow.ts'
import { outputTypes } from './output-types.ts'
import type { Problem } from './plan.ts'
import { canConnect } from './ports.ts'
import { isSecret } from './schema-shape.ts'
import { listed } from './schema-words.ts'

export const limits = { nodes: 2000, wires: 5000 }

/** Everything but cycles: what is wrong with single nodes and single wires, and what to do about it. */
export function checkFlow(flow: Flow, catalogue: Catalogue): Problem[] {
  const ids = Object.keys(flow.nodes).sort()
  if (ids.length > limits.nodes || flow.wires.length > limits.wires) {
    return [
      {
        code: 'too-large',
        message: `This flow has ${ids.length} blocks and ${flow.wires.length} wires; ${limits.nodes} and ${limits.wires} are the most. Split it into several flows.`,
      },
    ]
  }
  const wired = wiredPorts(flow)
  return [
    ...checkTriggers(flow, ids, catalogue),
    ...ids.flatMap((id) => checkNode(id, flow.nodes[id], wired, catalogue)),
    ...checkWires(flow, wired, catalogue),
  ]
}

/** Wires by the input port they lead to: `node port` → indexes into `flow.wires`. */
function wiredPorts(flow: Flow): Map<string, number[]> {
  const wired = new Map<string, number[]>()
  for (const [i, { to }] of flow.wires.entries()) wired.set(`${to.node} ${to.port}`, [...(wired.get(`${to.node} ${to.port}`) ?? []), i])
  return wired
}

function checkTriggers(flow: Flow, ids: string[], catalogue: Catalogue): Problem[] {
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

function checkNode(id: string, node: FlowNode | undefined, wired: Map<string, number[]>, catalogue: Catalogue): Problem[] {
  if (!node || node.disabled) return []
  const card = catalogue.get(node.block)
  if (!card) return [{ code: 'unknown-block', node: id, message: `There is no block called "${node.block}" here. Replace this block or remove it.` }]
  const name = node.title ?? card.title
  if (node.version > card.version) {
    return [
      {
        code: 'newer-version',
        node: id,
        message: `"${name}" was made with version ${node.version} of its block, and this installation has version ${card.version}. Update the installation, or place the block anew.`,
      },
    ]
  }
  const problems: Problem[] = []
  for (const port of Object.keys(node.inputs).sort()) {
    if (card.inputs.some((input) => input.name === port)) continue
    problems.push({ code: 'unknown-port', node: id, port, message: `"${name}" has no input called "${port}". ${portHint(card.inputs)}` })
  }
  for (const input of card.inputs) {
    if (wired.has(`${id} ${input.name}`)) continue
    problems.push(...checkFilled(id, name, node, input, card, catalogue))
  }
  return problems
}

function checkFilled(id: string, name: string, node: FlowNode, input: Card['inputs'][number], card: Card, catalogue: Catalogue): Problem[] {
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
  const reason = checkValue(input.schema, filled.value)
  if (reason) return [{ code: 'bad-literal', ...at, message: `"${input.title}" of "${name}" does not fit: ${reason}.` }]
  const hint = Object.hasOwn(card.fields, input.name) ? card.fields[input.name] : undefined
  return hint?.control === 'tools' ? checkTools(filled.value, catalogue).map((problem) => ({ code: 'bad-tool', ...at, message: `"${name}": ${problem}` })) : []
}

function checkWires(flow: Flow, wired: Map<string, number[]>, catalogue: Catalogue): Problem[] {
  const typeOf = outputTypes(flow, catalogue)
  return flow.wires.flatMap((wire, i) => checkWire(wire, i, flow, typeOf, wired, catalogue))
}

function checkWire(wire: Wire, i: number, flow: Flow, typeOf: ReturnType<typeof outputTypes>, wired: Map<string, number[]>, catalogue: Catalogue): Problem[] {
  const { from, to } = wire
  const missing = [from.node, to.node].find((id) => !Object.hasOwn(flow.nodes, id))
  if (missing !== undefined)
    return [{ code: 'unknown-node', wire: i, message: `A wire leads to or from "${missing}", which is not in this flow. Remove the wire.` }]
  const source = catalogue.get(flow.nodes[from.node]?.block ?? '')
  const target = catalogue.get(flow.nodes[to.node]?.block ?? '')
  const output = typeOf(from.node, from.port)
  if (source && !output)
    return [
      {
        code: 'unknown-port',
        wire: i,
        node: from.node,
        port: from.port,
        message: `"${titleOf(flow, from.node, source)}" has no output called "${from.port}". ${portHint(source.outputs)}`,
      },
    ]
  if (to.port === controlInput) return []
  const input = target?.inputs.find((each) => each.name === to.port)
  if (target && !input)
    return [
      {
        code: 'unknown-port',
        wire: i,
        node: to.node,
        port: to.port,
        message: `"${titleOf(flow, to.node, target)}" has no input called "${to.port}". ${portHint(target.inputs)}`,
      },
    ]
  if (!target || !output || !input) return []
  const at = { wire: i, node: to.node, port: to.port }
  const problems: Problem[] = []
  if ((wired.get(`${to.node} ${to.port}`)?.[0] ?? i) !== i) {
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
