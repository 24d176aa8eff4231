import type { PortSchema } from '../../../server/engine/card.ts'
import type { FlowNode, InputValue, NodePort } from '../../../server/engine/flow.ts'
import type { Json } from '../../../server/kernel/json.ts'
import { portType } from './port-type.ts'
import type { OpenApi, Operation } from './read-document.ts'
import { at, isObject, type Plain, resolved } from './references.ts'

type Place = { in: 'path' | 'query' | 'header' | 'body'; name: string }
/** `missed`: what the document says and the block does not, or not as it says. */
export type Made = { node: FlowNode; missed: string[] }

/** Names that the block has for itself. */
const taken = ['server', 'method', 'route', 'places', 'secret', 'secretAs', 'secretHeader', 'timeoutSeconds', 'failOnStatus', 'after', 'status', 'headers']
const mostFields = 24

/** An operation as a block with a port for each parameter. `secret` is the name of the key in this workspace. */
export function operationNode({ root }: OpenApi, operation: Operation, { server, secret }: { server: string; secret: string }): Made {
  const missed: string[] = []
  const item = asObject(resolved(root, at(root, ['paths', operation.route])))
  const own = asObject(item[operation.method])
  const ports: NodePort[] = []
  const places: Record<string, Place> = {}
  const add = (place: Place, { name, schema, required, help }: { name: string; schema: unknown; required: boolean; help: unknown }) => {
    const port = portName(name || 'body', (one) => taken.includes(one) || ports.some((other) => other.name === one))
    if (!port) return void missed.push(`“${name}” has no letter in its name, so it got no port.`)
    ports.push({
      ...{ name: port, title: (name || 'Body').slice(0, 120), required },
      ...(typeof help === 'string' && help !== '' ? { help: help.slice(0, 500) } : {}),
      schema: portType(schema, { root, way: 'in', tell: (what) => missed.push(`“${name || 'body'}”: ${what}.`) }),
    })
    places[port] = place
  }

  for (const parameter of parametersOf(root, item, own)) addParameter(parameter, add, missed)
  addBody(root, own, add, missed)
  const answer = answerOf(root, own, missed)
  const key = keyOf(root, own, missed)
  if (Array.isArray(own.servers) || Array.isArray(item.servers)) missed.push('It has a server of its own: look at the address.')
  if (isObject(own.callbacks)) missed.push('Callbacks: what the service calls back comes in by a Webhook block.')
  const literal = (value: Json): InputValue => ({ kind: 'literal', value })
  const inputs: Record<string, InputValue> = {
    server: literal(server),
    method: literal(operation.method.toUpperCase()),
    route: literal(operation.route),
    places: literal(places),
    ...(key ? { secret: { kind: 'secret', name: secret }, secretAs: literal(key.as), secretHeader: literal(key.header) } : {}),
  }
  const outputs = answer ? [{ name: 'answer', title: 'Answer', schema: answer }] : []
  return { node: { block: 'http.operation', version: 1, title: operation.title, inputs, ports: { inputs: ports, outputs }, position: { x: 0, y: 0 } }, missed }
}

/** Does any of it ask for a key that can be sent? */
export function wantsKey({ root }: OpenApi, { route, method }: Operation): boolean {
  const own = asObject(at(asObject(resolved(root, at(root, ['paths', route]))), [method]))
  return keyOf(root, own, []) !== null
}

type Add = (place: Place, port: { name: string; schema: unknown; required: boolean; help: unknown }) => void

/** Those of the operation stand before those of its path with the same name. */
function parametersOf(root: Plain, item: Plain, own: Plain): Plain[] {
  const all = [item.parameters, own.parameters].flatMap((list) => (Array.isArray(list) ? list : [])).map((one) => asObject(resolved(root, one)))
  return [...new Map(all.map((one) => [`${one.in} ${one.name}`, one])).values()]
}

function addParameter(parameter: Plain, add: Add, missed: string[]): void {
  const { name, in: where, required, description, schema, content, style, explode } = parameter
  if (typeof name !== 'string') return
  if (where !== 'path' && where !== 'query' && where !== 'header')
    return void missed.push(`“${name}” goes into a ${where === 'cookie' ? 'cookie' : 'place'} that is not filled.`)
  if (where === 'header' && /^(accept|content-type|authorization)$/i.test(name)) return
  if (style === 'deepObject' || style === 'pipeDelimited' || style === 'spaceDelimited' || (explode === false && where === 'query'))
    missed.push(`“${name}” is written another way in the address: a list is repeated, an object is sent as JSON.`)
  const type = schema ?? Object.values(asObject(content)).map((one) => asObject(one).schema)[0]
  add({ in: where, name }, { name, schema: type, required: required === true || where === 'path', help: description })
}

function addBody(root: Plain, own: Plain, add: Add, missed: string[]): void {
  const body = asObject(resolved(root, own.requestBody))
  if (!isObject(body.content)) return
  const kinds = Object.keys(body.content)
  const json = kinds.find((kind) => /^application\/([a-z.+-]*\+)?json/i.test(kind))
  const text = kinds.find((kind) => /^text\//i.test(kind))
  const chosen = json ?? text
  if (chosen === undefined)
    return void missed.push(`The body is sent as ${kinds.join(' or ').slice(0, 120)}, which is not written here. Use an HTTP request block.`)
  const media = asObject(body.content[chosen])
  const schema = asObject(resolved(root, media.schema))
  const fields = isObject(schema.properties) ? Object.entries(schema.properties) : []
  const whole =
    fields.length === 0 ||
    fields.length > mostFields ||
    ['allOf', 'anyOf', 'oneOf', 'additionalProperties'].some((keyword) => isObject(schema[keyword]) || Array.isArray(schema[keyword]))
  const needed = Array.isArray(schema.required) ? schema.required : []
  if (whole || !json) {
    add({ in: 'body', name: '' }, { name: '', schema: media.schema, required: body.required === true, help: body.description })
    return
  }
  for (const [name, field] of fields) {
    const read = asObject(resolved(root, field))
    if (read.readOnly === true) continue
    add({ in: 'body', name }, { name, schema: field, required: body.required === true && needed.includes(name), help: read.description })
  }
}

/** The type of the first answer that says it went well. */
function answerOf(root: Plain, own: Plain, missed: string[]): PortSchema | null {
  const responses = asObject(own.responses)
  const code = Object.keys(responses).find((one) => /^2(\d\d|XX)$/i.test(one)) ?? (responses.default === undefined ? undefined : 'default')
  const content = asObject(asObject(resolved(root, responses[code ?? ''])).content)
  const kinds = Object.keys(content)
  const json = kinds.find((kind) => /json/i.test(kind))
  if (json !== undefined) return portType(asObject(content[json]).schema, { root, way: 'out', tell: (what) => missed.push(`The answer: ${what}.`) })
  if (kinds.length === 0) return code === undefined || code === '204' || code === '205' ? null : {}
  if (!kinds.some((kind) => /^text\/|xml|\*\/\*/i.test(kind))) missed.push(`The answer comes as ${kinds.join(' or ').slice(0, 120)}: it is given as a text.`)
  return { type: 'string' }
}

type Key = { as: 'bearer' | 'basic' | 'header'; header: string }

/** The first way to sign in that can be sent; null when none is asked for or none can be. */
function keyOf(root: Plain, own: Plain, missed: string[]): Key | null {
  const asked = (Array.isArray(own.security) ? own.security : Array.isArray(root.security) ? root.security : []).filter(isObject)
  if (asked.length === 0 || asked.some((one) => Object.keys(one).length === 0)) return null
  const untold: string[] = []
  for (const names of asked.map(Object.keys)) {
    const [name] = names
    if (name === undefined || names.length > 1) {
      untold.push(`It wants ${names.join(' and ')} together: one key is sent.`)
      if (name === undefined) continue
    }
    const key = schemeOf(asObject(resolved(root, at(root, ['components', 'securitySchemes', name]))), name, untold)
    if (!key) continue
    if (names.length > 1) missed.push(...untold)
    if (key.told) missed.push(key.told)
    return { as: key.as, header: key.header }
  }
  missed.push(...untold)
  return null
}

function schemeOf({ type, scheme, in: where, name }: Plain, called: string, untold: string[]): (Key & { told?: string }) | null {
  if (type === 'http' && /^bearer$/i.test(String(scheme))) return { as: 'bearer', header: 'Authorization' }
  if (type === 'http' && /^basic$/i.test(String(scheme))) return { as: 'basic', header: 'Authorization' }
  if (type === 'apiKey' && where === 'header' && typeof name === 'string' && /^[A-Za-z0-9-]{1,80}$/.test(name)) return { as: 'header', header: name }
  if (type === 'oauth2' || type === 'openIdConnect')
    return {
      as: 'bearer',
      header: 'Authorization',
      told: `Signing in by ${type === 'oauth2' ? 'OAuth' : 'OpenID Connect'} is not done here: keep an access token as the secret.`,
    }
  untold.push(
    type === 'apiKey'
      ? `Its key “${called}” goes into ${where === 'query' ? 'the address' : 'a cookie'}, where no secret is put.`
      : `Signing in by “${called}” is not known here.`,
  )
  return null
}

/** `X-Request-ID` as `xRequestId`; undefined when nothing of a name is left. */
function portName(name: string, isTaken: (name: string) => boolean): string | undefined {
  const words = name.split(/[^a-zA-Z0-9_]+/).filter(Boolean)
  const joined = words.map((word, index) => (index === 0 ? word : word.charAt(0).toUpperCase() + word.slice(1))).join('')
  const stem = joined.replace(/^[^a-zA-Z]+/, '').slice(0, 56)
  if (stem === '') return undefined
  for (let n = 1; ; n++) {
    const one = n === 1 ? stem : `${stem}_${n}`
    if (!isTaken(one)) return one
  }
}

const asObject = (value: unknown): Plain => (isObject(value) ? value : {})
