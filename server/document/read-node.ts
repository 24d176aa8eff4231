import * as Y from 'yjs'
import { type FlowNode, inputValueSchema, nodeIdSchema, nodeSchema, portNameSchema } from '../engine/flow.ts'
import { inputPrefix, type NodeMap } from './layout.ts'
import { stableText } from './stable-text.ts'

/** A block as it stands in the document. */
export type Entry = {
  /** The id it was given; another block may have it, too. */
  id: string
  /** The key of the container it was put in. */
  parent: string | undefined
  gone: boolean
  node: FlowNode
}

/** Null when it is no block at all. A field that is not right counts as absent: one bad field never takes the rest along. */
export function readNode(map: NodeMap): Entry | null {
  const id = map.get('id')
  if (!nodeIdSchema.safeParse(id).success || typeof id !== 'string') return null
  const plain = plainNode(map)
  const parsed = nodeSchema.safeParse(plain)
  const node = parsed.success ? parsed.data : salvaged(plain)
  if (!node) return null
  const parent = map.get('parent')
  const gone = map.get('gone')
  return { id, parent: typeof parent === 'string' ? parent : undefined, gone: gone !== undefined && gone === contentOf(map), node }
}

/** What a block says, but for where and in what frame it stands: a block deleted while somebody changed this lives on. */
export function contentOf(map: NodeMap): string {
  const { position: _position, group: _group, ...content } = plainNode(map)
  return short(stableText({ ...content, id: map.get('id'), parent: map.get('parent') }))
}

function plainNode(map: NodeMap): Record<string, unknown> {
  const node: Record<string, unknown> = {}
  const inputs: [string, unknown][] = []
  for (const [field, held] of map.entries()) {
    if (field === 'id' || field === 'parent' || field === 'gone') continue
    const value = held instanceof Y.Text ? held.toString() : held
    if (!field.startsWith(inputPrefix)) node[field] = field === 'note' && typeof value === 'string' ? value.slice(0, 2000) : value
    else inputs.push([field.slice(inputPrefix.length), held instanceof Y.Text ? { kind: 'literal', value } : value])
  }
  return { ...node, inputs: Object.fromEntries(inputs.sort(([a], [b]) => (a < b ? -1 : 1))) }
}

function salvaged({ inputs, ...fields }: Record<string, unknown>): FlowNode | null {
  const good = Object.entries(fields).filter(([field, value]) => {
    const schema = field in nodeSchema.shape ? nodeSchema.shape[field as keyof typeof nodeSchema.shape] : undefined
    return schema?.safeParse(value).success
  })
  const ports = Object.entries(inputs as object).filter(([port, value]) => portNameSchema.safeParse(port).success && inputValueSchema.safeParse(value).success)
  return nodeSchema.safeParse({ ...Object.fromEntries(good), inputs: Object.fromEntries(ports) }).data ?? null
}

/** 53 bits of a text, enough to tell one state of a block from the other. */
function short(text: string): string {
  let a = 0xdeadbeef
  let b = 0x41c6ce57
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    a = Math.imul(a ^ code, 2654435761)
    b = Math.imul(b ^ code, 1597334677)
  }
  return (4294967296 * (2097151 & (b ^ (a >>> 13))) + ((a ^ (b >>> 16)) >>> 0)).toString(36)
}
