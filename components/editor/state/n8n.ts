import { z } from 'zod'
import { expressionName } from '../../../server/engine/expression.ts'
import type { Flow, FlowNode, InputValue } from '../../../server/engine/flow.ts'
import { type Json, type JsonObject, jsonSchema } from '../../../server/kernel/json.ts'
import { freshId } from './flow-edit.ts'
import { conditionOf, objectOf, textOf } from './n8n-condition.ts'
import { celOf, isExpression, type Roots } from './n8n-expression.ts'

const nodeSchema = z.object({
  name: z.string().min(1).max(300),
  type: z.string().max(300),
  position: z.tuple([z.number(), z.number()]).default([0, 0]),
  parameters: z.record(z.string(), jsonSchema).default({}),
  disabled: z.boolean().optional(),
  credentials: z.record(z.string(), jsonSchema).optional(),
})
const endSchema = z.object({ node: z.string(), index: z.int().min(0).default(0) })
/** What n8n exports of a workflow, as far as it is read here (docs.n8n.io, Export and import workflows). */
const workflowSchema = z.object({
  name: z.string().max(300).default('Workflow'),
  nodes: z.array(nodeSchema).max(500),
  connections: z.record(z.string(), z.record(z.string(), z.array(z.array(endSchema).nullable()))),
})
type N8nNode = z.infer<typeof nodeSchema>

/** `missed`: what could not be brought over, by the name it had; it stands in a note on the canvas, too. */
export type Brought = { name: string; flow: Flow; missed: { node: string; what: string }[] }

/** A workflow of n8n as a flow; null when the text is anything else. Order goes by wires, data by expressions. */
export function fromN8n(text: string): Brought | null {
  const read = workflowSchema.safeParse(parsed(text))
  if (!read.success) return null
  const { name, nodes, connections } = read.data
  const missed: Brought['missed'] = []
  const ids = new Map<string, string>()
  for (const node of nodes)
    ids.set(
      node.name,
      freshId(node.name, (id) => [...ids.values()].includes(id)),
    )
  const before = sourcesOf(connections, ids)
  const byName = new Map(nodes.map((node) => [node.name, node]))
  const made = new Map<string, Made>()
  const rootOf = (node: string, seen: string[] = []): string | undefined => {
    const id = ids.get(node)
    const one = byName.get(node)
    if (!id || !one || seen.includes(node)) return undefined
    const own = rootPaths[kindOf(one)]
    if (own !== undefined) return `${expressionName(id)}${own}`
    if (!passing.has(kindOf(one))) return undefined
    const sources = before.get(node) ?? []
    const [only] = sources
    return sources.length === 1 && only ? rootOf(only.node, [...seen, node]) : undefined
  }
  for (const node of nodes) {
    const sources = before.get(node.name) ?? []
    const roots = [...new Set(sources.map((source) => rootOf(source.node)))]
    const tell = (what: string) => void missed.push({ node: node.name, what })
    const given = (reference: Roots) => makers[kindOf(node)]?.(node, reference, tell)
    made.set(node.name, given({ before: roots.length === 1 ? roots[0] : undefined, of: rootOf }) ?? unknown(node, tell))
    if (node.credentials) tell('Connect its account or key anew: they do not travel with the file.')
  }

  const flow: Flow = { schema: 1, nodes: {}, wires: [] }
  const put = (id: string, node: N8nNode, block: Made) => {
    flow.nodes[id] = {
      ...{ block: block.block, version: 1, title: node.name.slice(0, 120), inputs: block.inputs ?? {} },
      position: { x: Math.round(node.position[0] * 1.6), y: Math.round(node.position[1] * 1.4) },
      ...(block.note ? { note: block.note } : {}),
      ...(block.ports ? { ports: block.ports } : {}),
      ...(node.disabled ? { disabled: true } : {}),
    }
  }
  for (const node of nodes) put(ids.get(node.name) ?? '', node, made.get(node.name) ?? { block: 'note.note' })
  wireUp(flow, { nodes, ids, made, before })
  replyWhenFinished(flow)
  if (missed.length > 0) flow.nodes[freshId('not-brought-over', (id) => id in flow.nodes)] = noteOf(missed, flow)
  return { name: name.slice(0, 80) || 'Workflow', flow, missed }
}

type Made = { block: string; inputs?: Record<string, InputValue>; note?: string; ports?: FlowNode['ports'] }
type Maker = (node: N8nNode, roots: Roots, tell: (what: string) => void) => Made | undefined
type Source = { node: string; output: number; input: number }

const kindOf = ({ type }: { type: string }): string => type.split('.').at(-1) ?? type

/** Where a node's data is for those after it, behind its name. */
const rootPaths: Record<string, string> = {
  ...{ webhook: '', httpRequest: '.json', set: '.value', editFields: '.value', manualTrigger: '.data', executeWorkflowTrigger: '.data' },
}
/** They give on what came in. */
const passing: ReadonlySet<string> = new Set(['if', 'switch', 'wait', 'noOp', 'filter'])

const makers: Record<string, Maker> = {
  webhook: (_node, _roots, tell) => {
    tell('Its address is another one: it stands under Triggers once the flow is published.')
    return { block: 'webhook.start' }
  },
  manualTrigger: () => ({ block: 'manual.start' }),
  executeWorkflowTrigger: () => ({ block: 'manual.start' }),
  scheduleTrigger: ({ parameters }, _roots, tell) => ({ block: 'schedule.start', inputs: { cron: literal(cronOf(parameters, tell)) } }),
  cron: ({ parameters }, _roots, tell) => ({ block: 'schedule.start', inputs: { cron: literal(cronOf(parameters, tell)) } }),
  set: setFields,
  editFields: setFields,
  if: ({ parameters }, roots, tell) => branch(parameters, roots, tell),
  filter: ({ parameters }, roots, tell) => branch(parameters, roots, tell),
  switch: switched,
  merge: ({ parameters }) =>
    ['append', 'combine', 'combineBySql'].includes(textOf(parameters.mode) || 'append') ? { block: 'control.join' } : { block: 'control.merge' },
  httpRequest: request,
  wait: ({ parameters }, _roots, tell) => {
    if (parameters.resume !== undefined && parameters.resume !== 'timeInterval')
      tell('It waited for something else than time: use Wait Until, a question or an event.')
    const amount = typeof parameters.amount === 'number' ? parameters.amount : 1
    const unit = units[textOf(parameters.unit) || 'hours'] ?? 1000
    return { block: 'control.sleep', inputs: { ms: literal(Math.round(amount * unit)) } }
  },
  respondToWebhook: responded,
  noOp: () => ({ block: 'control.gate', inputs: { open: literal(true) } }),
  stickyNote: ({ parameters }) => ({ block: 'note.note', note: textOf(parameters.content).slice(0, 2000) }),
  splitInBatches: (_node, _roots, tell) => {
    tell('Loops are frames here: put For Each around the blocks it repeats.')
    return { block: 'control.gate', inputs: { open: literal(true) } }
  },
  code: (_node, _roots, tell) => {
    tell('Code does not travel: say it with blocks or an expression. Its text is in the block’s note.')
    return { block: 'control.gate', inputs: { open: literal(true) }, note: textOf(_node.parameters.jsCode ?? _node.parameters.functionCode).slice(0, 2000) }
  },
}
const units: Record<string, number> = { seconds: 1000, minutes: 60_000, hours: 3_600_000, days: 86_400_000 }

/** What no block does here stands as one that lets through, so that the order of things is kept. */
function unknown({ type, parameters }: N8nNode, tell: (what: string) => void): Made {
  tell(`There is no block for ${type} yet. An HTTP request to its service may do.`)
  return { block: 'control.gate', inputs: { open: literal(true) }, note: `${type}\n${JSON.stringify(parameters, null, 2)}`.slice(0, 2000) }
}

function setFields({ parameters }: N8nNode, roots: Roots, tell: (what: string) => void): Made {
  const assigned = objectOf(parameters.assignments).assignments ?? objectOf(parameters.fields).values
  const named = Array.isArray(assigned)
    ? assigned.map(objectOf)
    : Object.values(objectOf(parameters.values)).flatMap((list) => (Array.isArray(list) ? list.map(objectOf) : []))
  const fields = named.flatMap((field) => {
    const value = field.value ?? Object.entries(field).find(([key]) => key.endsWith('Value'))?.[1] ?? ''
    const cel = celOf(typed(value, textOf(field.type)), roots)
    if (cel === undefined) tell(`Its field ${textOf(field.name)} is worked out by ${String(value)}: write it as an expression.`)
    return [`${JSON.stringify(textOf(field.name))}: ${cel ?? 'null'}`]
  })
  return { block: 'values.object', inputs: { value: { kind: 'expression', source: `{${fields.join(', ')}}` } } }
}

function typed(value: Json, type: string): Json {
  if (typeof value !== 'string' || isExpression(value)) return value
  if (type === 'number' && value.trim() !== '' && Number.isFinite(Number(value))) return Number(value)
  if (type === 'boolean') return value === 'true'
  return value
}

function branch(parameters: JsonObject, roots: Roots, tell: (what: string) => void): Made {
  const condition = conditionOf(parameters, roots)
  if (condition === undefined) tell('Its condition has to be written anew.')
  return { block: 'control.branch', inputs: condition === undefined ? {} : { condition: { kind: 'expression', source: condition } } }
}

/** Equal to one of up to four texts; others have to be branches. */
function switched({ parameters }: N8nNode, roots: Roots, tell: (what: string) => void): Made {
  const rules = objectOf(parameters.rules)
  const list = (Array.isArray(rules.values) ? rules.values : Array.isArray(rules.rules) ? rules.rules : []).map(objectOf)
  const cases = list.map((rule) => {
    const [first] = (Array.isArray(objectOf(rule.conditions).conditions) ? (objectOf(rule.conditions).conditions as Json[]) : []).map(objectOf)
    return first ? { left: first.leftValue ?? '', right: first.rightValue ?? '' } : { left: parameters.value1 ?? '', right: rule.value2 ?? '' }
  })
  const on = cases[0] && celOf(cases[0].left, roots)
  const same = cases.every(({ left, right }) => left === cases[0]?.left && typeof right === 'string' && !isExpression(right))
  if (on === undefined || !same || cases.length > 4) {
    tell('Its ways have to be chosen anew: Switch here compares one text with up to four.')
    return { block: 'control.switch' }
  }
  const ways = Object.fromEntries(cases.map(({ right }, index) => [letters[index] ?? 'd', literal(right)]))
  return { block: 'control.switch', inputs: { on: { kind: 'expression', source: `string(${on})` }, ...ways } }
}
const letters = ['a', 'b', 'c', 'd', 'e', 'f'] as const

function request({ parameters }: N8nNode, roots: Roots, tell: (what: string) => void): Made {
  const inputs: Record<string, InputValue> = { method: literal(textOf(parameters.method ?? parameters.requestMethod).toUpperCase() || 'GET') }
  const set = (port: string, value: Json | undefined) => {
    if (value === undefined || value === '') return
    const cel = celOf(value, roots)
    if (cel === undefined) tell(`Its ${port} is worked out by ${String(value)}: write it as an expression.`)
    else inputs[port] = isExpression(value) ? { kind: 'expression', source: cel } : literal(value)
  }
  const pairs = (group: Json | undefined) => {
    const list = objectOf(group).parameters ?? objectOf(group).parameter
    return Array.isArray(list) ? list.map(objectOf).map(({ name, value }): [string, Json] => [textOf(name), value ?? '']) : []
  }
  const mapped = (port: string, found: [string, Json][]) => {
    if (found.length === 0) return
    const cel = found.map(([name, value]) => [name, celOf(value, roots)] as const)
    for (const [name, value] of cel) if (value === undefined) tell(`${name} in its ${port} has to be written anew.`)
    const known = cel.filter(([, value]) => value !== undefined)
    inputs[port] = { kind: 'expression', source: `{${known.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')}}` }
  }
  set('url', parameters.url)
  mapped('headers', pairs(parameters.headerParameters ?? parameters.headerParametersUi))
  if (pairs(parameters.queryParameters).length > 0) tell('Put its query parameters into the address.')
  if (parameters.jsonBody !== undefined) set('body', isExpression(parameters.jsonBody) ? parameters.jsonBody : jsonIn(textOf(parameters.jsonBody)))
  else mapped('body', pairs(parameters.bodyParameters ?? parameters.bodyParametersUi))
  return { block: 'http.request', inputs }
}

function responded({ parameters }: N8nNode, roots: Roots, tell: (what: string) => void): Made {
  const body = parameters.responseBody
  const whole = body === undefined || body === ''
  const cel = whole ? roots.before : celOf(isExpression(body) ? body : jsonIn(textOf(body)), roots)
  if (cel === undefined) tell('What it answers has to be written anew.')
  return {
    block: 'control.result',
    inputs: cel === undefined ? {} : { response: { kind: 'expression', source: cel } },
    ports: { inputs: [{ name: 'response', title: 'Response', schema: {} }], outputs: [] },
  }
}

function cronOf(parameters: JsonObject, tell: (what: string) => void): string {
  const rule = objectOf(parameters.rule).interval ?? objectOf(parameters.triggerTimes).item
  const first = objectOf(Array.isArray(rule) ? rule[0] : undefined)
  if (Array.isArray(rule) && rule.length > 1) tell('Only the first of its times was taken.')
  const number = (name: string, usual: number): number => (typeof first[name] === 'number' ? first[name] : usual)
  const minute = number('triggerAtMinute', number('minute', 0))
  const hour = number('triggerAtHour', number('hour', 0))
  switch (textOf(first.field) || textOf(first.mode)) {
    case 'cronExpression':
    case 'custom':
      return textOf(first.expression) || textOf(first.cronExpression)
    case 'minutes':
    case 'everyMinute':
      return `*/${number('minutesInterval', 5)} * * * *`
    case 'hours':
    case 'everyHour':
      return `${minute} */${number('hoursInterval', 1)} * * *`
    case 'weeks':
    case 'everyWeek': {
      const days = Array.isArray(first.triggerAtDay) ? first.triggerAtDay.map(String).join(',') : String(number('weekday', 1))
      return `${minute} ${hour} * * ${days || '1'}`
    }
    case 'months':
    case 'everyMonth':
      return `${minute} ${hour} ${number('triggerAtDayOfMonth', number('dayOfMonth', 1))} * *`
    default:
      return `${minute} ${hour} * * *`
  }
}

function wireUp(
  flow: Flow,
  { nodes, ids, made, before }: { nodes: N8nNode[]; ids: Map<string, string>; made: Map<string, Made>; before: Map<string, Source[]> },
): void {
  const portOf = (source: Source): string => {
    switch (made.get(source.node)?.block) {
      case 'control.branch':
        return source.output === 0 ? 'yes' : 'no'
      case 'control.switch':
        return letters[source.output] && source.output < 4 ? (letters[source.output] ?? 'otherwise') : 'otherwise'
      default:
        return 'done'
    }
  }
  const dataPort = (name: string): string =>
    ({ 'webhook.start': 'body', 'http.request': 'json', 'values.object': 'value' })[made.get(name)?.block ?? ''] ?? 'done'
  for (const { name } of nodes) {
    const id = ids.get(name) ?? ''
    const block = made.get(name)?.block
    const sources = (before.get(name) ?? []).filter(({ node }) => made.get(node)?.block !== 'note.note')
    const into = (source: Source, node: string, port: string, from = portOf(source)) =>
      flow.wires.push({ from: { node: ids.get(source.node) ?? '', port: from }, to: { node, port } })
    if (block === 'control.join' || block === 'control.merge') {
      for (const [index, source] of sources.slice(0, block === 'control.join' ? 6 : 4).entries())
        into(source, id, letters[index] ?? 'a', portOf(source) === 'done' ? dataPort(source.node) : portOf(source))
    } else if (sources.length > 1) {
      // several ways lead here: a node goes on with whichever comes
      const way = freshId(`${id.slice(0, 50)}-way`, (other) => other in flow.nodes)
      const at = flow.nodes[id]?.position ?? { x: 0, y: 0 }
      flow.nodes[way] = { block: 'control.merge', version: 1, inputs: {}, position: { x: at.x - 300, y: at.y } }
      for (const [index, source] of sources.slice(0, 4).entries()) into(source, way, letters[index] ?? 'a')
      flow.wires.push({ from: { node: way, port: 'done' }, to: { node: id, port: 'after' } })
    } else for (const source of sources) into(source, id, 'after')
  }
}

/** Who calls gets what the flow gives, as the answer node had it. */
function replyWhenFinished(flow: Flow): void {
  const answers = Object.values(flow.nodes).some(({ block }) => block === 'control.result')
  for (const node of Object.values(flow.nodes)) if (answers && node.block === 'webhook.start') node.inputs.reply = literal('when finished')
}

function sourcesOf(connections: z.infer<typeof workflowSchema>['connections'], ids: Map<string, string>): Map<string, Source[]> {
  const sources = new Map<string, Source[]>()
  for (const [from, kinds] of Object.entries(connections))
    for (const [output, ends] of (kinds.main ?? []).entries())
      for (const { node, index } of ends ?? [])
        if (ids.has(node) && ids.has(from))
          sources.set(
            node,
            [...(sources.get(node) ?? []), { node: from, output, input: index }].sort((a, b) => a.input - b.input),
          )
  return sources
}

function noteOf(missed: Brought['missed'], { nodes }: Flow): FlowNode {
  const all = Object.values(nodes)
  const position = { x: Math.min(0, ...all.map((node) => node.position.x)), y: Math.min(0, ...all.map((node) => node.position.y)) - 200 }
  const note = `Not brought over:\n${missed.map(({ node, what }) => `${node}: ${what}`).join('\n')}`
  return { block: 'note.note', version: 1, inputs: {}, position, note: note.slice(0, 2000) }
}

const literal = (value: Json): InputValue => ({ kind: 'literal', value })

function jsonIn(text: string): Json {
  const value = parsed(text)
  return value === undefined ? text : (value as Json)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
