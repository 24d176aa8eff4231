import type { Json, JsonObject } from '../kernel/json.ts'
import type { Catalogue } from './card.ts'
import type { Flow, FlowNode, InputValue } from './flow.ts'

/** `leftOut`: what was taken out, in words for whoever fills it in. */
export type TemplateFlow = { flow: Flow; leftOut: string[] }

/** Names under which people put a key as plain text. */
const secretive = /^(proxy-)?authorization$|cookie|password|passwd|secret|token|api[-_]?key|access[-_]?key|signature/i

/** A flow as one gives it to others to begin with: without its secrets, keys that stand in it as text, and models of one's own connections. */
export function templateFlow(flow: Flow, catalogue: Catalogue): TemplateFlow {
  const leftOut: string[] = []
  const nodes = Object.entries(flow.nodes).map(([id, node]): [string, FlowNode] => {
    const card = catalogue.get(node.block)
    const tell = (what: string) => void leftOut.push(`“${node.title ?? card?.title ?? id}”: ${what}`)
    const inputs = Object.entries(node.inputs).flatMap(([port, value]): [string, InputValue][] => {
      if (value.kind === 'secret') {
        tell(`the secret ${value.name}`)
        return []
      }
      if (value.kind !== 'literal') return [[port, value]]
      if (card?.fields[port]?.control === 'model' && value.value !== '') {
        tell(`the model ${String(value.value)}`)
        return []
      }
      return [[port, { ...value, value: withoutKeys(value.value, tell) }]]
    })
    return [id, { ...node, inputs: Object.fromEntries(inputs) }]
  })
  return { flow: { ...flow, nodes: Object.fromEntries(nodes) }, leftOut: [...new Set(leftOut)] }
}

function withoutKeys(value: Json, tell: (what: string) => void): Json {
  if (typeof value === 'string') return withoutKeysInAddress(value, tell)
  if (Array.isArray(value)) return value.map((one) => withoutKeys(one, tell))
  if (typeof value !== 'object' || value === null) return value
  const kept: JsonObject = {}
  for (const [name, held] of Object.entries(value)) {
    if (typeof held === 'string' && held !== '' && secretive.test(name)) tell(`what stood under ${name}`)
    else kept[name] = withoutKeys(held, tell)
  }
  return kept
}

/** `https://name:password@host/?api_key=…` without what is nobody else's. */
function withoutKeysInAddress(text: string, tell: (what: string) => void): string {
  if (!/^https?:\/\/\S+$/i.test(text) || !URL.canParse(text)) return text
  const url = new URL(text)
  const keys = [...url.searchParams.keys()].filter((name) => secretive.test(name) || /^(key|sig)$/i.test(name))
  if (keys.length === 0 && url.username === '' && url.password === '') return text
  if (url.username !== '' || url.password !== '') tell('the name and password in an address')
  url.username = ''
  url.password = ''
  for (const name of keys) {
    tell(`${name} in an address`)
    url.searchParams.delete(name)
  }
  return url.href
}
