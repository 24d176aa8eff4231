import type { Json } from '../../../server/kernel/json.ts'

/** What a reference to other nodes' data becomes; undefined when it cannot be told. */
export type Roots = {
  /** Of `$json`: what the node before gives. */
  before: string | undefined
  /** Of a node by its name. */
  of: (name: string) => string | undefined
}

/**
 * A value of an n8n parameter as CEL: literals as they are, `=…{{ … }}…` joined as text. Undefined when it does more than read fields,
 * which is JavaScript and has to be written anew.
 */
export function celOf(value: Json, roots: Roots): string | undefined {
  if (typeof value !== 'string' || !value.startsWith('=')) return JSON.stringify(value)
  const parts = partsOf(value.slice(1))
  const cel = parts.map((part) => (part.code === undefined ? { text: true, cel: JSON.stringify(part.text) } : { text: false, cel: fieldOf(part.code, roots) }))
  if (cel.some((part) => part.cel === undefined)) return undefined
  const [only] = cel
  if (cel.length === 1 && only) return only.cel
  return cel.length === 0 ? '""' : cel.map((part) => (part.text ? part.cel : `string(${part.cel})`)).join(' + ')
}

/** True for what is no literal. */
export const isExpression = (value: Json): boolean => typeof value === 'string' && value.startsWith('=')

function partsOf(text: string): { text: string; code?: string }[] {
  const parts: { text: string; code?: string }[] = []
  let at = 0
  for (const found of text.matchAll(/\{\{(.*?)\}\}/gs)) {
    if (found.index > at) parts.push({ text: text.slice(at, found.index) })
    parts.push({ text: found[0], code: (found[1] ?? '').trim() })
    at = found.index + found[0].length
  }
  if (at < text.length) parts.push({ text: text.slice(at) })
  return parts
}

const path = String.raw`((?:\.[A-Za-z_]\w*|\[\d+\]|\[(?:"[^"\\]*"|'[^'\\]*')\])*)`
const ofBefore = new RegExp(String.raw`^\$json${path}$`)
const ofNode = new RegExp(String.raw`^(?:\$node\[["']([^"']+)["']\]|\$\(["']([^"']+)["']\)(?:\.item|\.first\(\)|\.last\(\)))\.json${path}$`)

function fieldOf(code: string, roots: Roots): string | undefined {
  if (/^-?\d+(\.\d+)?$|^true$|^false$|^null$/.test(code)) return code
  const text = /^"([^"\\]*)"$|^'([^'\\]*)'$/.exec(code)
  if (text) return JSON.stringify(text[1] ?? text[2] ?? '')
  const before = ofBefore.exec(code)
  if (before) return joined(roots.before, before[1])
  const named = ofNode.exec(code)
  return named ? joined(roots.of(named[1] ?? named[2] ?? ''), named[3]) : undefined
}

function joined(root: string | undefined, steps = ''): string | undefined {
  return root === undefined ? undefined : `${root}${steps.replaceAll(/\['([^']*)'\]/g, (_, name: string) => `[${JSON.stringify(name)}]`)}`
}
