import { type ASTNode, Environment } from '@marcbachmann/cel-js'

/**
 * CEL text to a tree, by the library's parser. Its evaluator is not used (server/decisions/004-expressions.md): what an
 * expression may do, and how much, is in expression-functions.ts and expression-evaluate.ts.
 */

export const longestSource = 4000
const deepest = 200

export type Tree = ASTNode
/** What an expression reads: a name, and the field of it when it asks for one. */
export type Read = { name: string; field?: string; from: number; to: number }
export type Fault = { ok: false; message: string; from?: number; to?: number }
export type Parsed = { ok: true; tree: Tree; reads: Read[] } | Fault

const parser = new Environment({ limits: { maxAstNodes: 1500, maxDepth: 60, maxListElements: 500, maxMapEntries: 500, maxCallArguments: 16 } })
const remembered = new Map<string, Parsed>()
const mostRemembered = 500

export function parseExpression(source: string): Parsed {
  const before = remembered.get(source)
  if (before) return before
  const parsed = parse(source)
  if (remembered.size >= mostRemembered) for (const oldest of remembered.keys()) if (remembered.size >= mostRemembered / 2) remembered.delete(oldest)
  remembered.set(source, parsed)
  return parsed
}

function parse(source: string): Parsed {
  if (source.length > longestSource) return { ok: false, message: `An expression may have ${longestSource} characters at most; this one has ${source.length}.` }
  if (source.trim() === '') return { ok: false, message: 'The expression is empty.' }
  try {
    const tree = parser.parse(source).ast
    if (depthOf(tree) > deepest) return { ok: false, message: 'The expression is nested too deep. Split it over several blocks.' }
    return { ok: true, tree, reads: readsOf(tree) }
  } catch (error) {
    return faultOf(error, source)
  }
}

type Macro = { bound: string; before: Tree[]; within: Tree[] }

/** `list.map(x, …)` and its like bind a name: what stands `within` sees it, what stands `before` does not. */
export function macroOf(node: Tree): Macro | undefined {
  if (node.op !== 'rcall') return undefined
  const [method, receiver, args] = node.args
  const [first, ...rest] = args
  if (first?.op !== 'id') return undefined
  if (method === 'bind' && receiver.op === 'id' && receiver.args === 'cel' && rest.length === 2) {
    const [value, body] = rest
    return value && body ? { bound: first.args, before: [value], within: [body] } : undefined
  }
  const takes = listMacros[method]
  return takes?.includes(args.length) ? { bound: first.args, before: [receiver], within: rest } : undefined
}

export const listMacros: Record<string, number[]> = Object.assign(Object.create(null), { all: [2], exists: [2], exists_one: [2], filter: [2], map: [2, 3] })

/** The nodes right below a node, whatever it is. */
function below(node: Tree): Tree[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return []
    case '.':
    case '.?':
      return [node.args[0]]
    case 'call':
      return node.args[1]
    case 'rcall':
      return [node.args[1], ...node.args[2]]
    case 'map':
      return node.args.flat()
    case '!_':
    case '-_':
      return [node.args]
    default:
      return [...node.args]
  }
}

function depthOf(tree: Tree): number {
  let depth = 0
  for (let level = [tree]; level.length > 0; level = level.flatMap(below)) depth++
  return depth
}

function readsOf(tree: Tree): Read[] {
  const found: Read[] = []
  const walk = (node: Tree, bound: readonly string[]): void => {
    const macro = macroOf(node)
    if (macro) {
      for (const child of macro.before) walk(child, bound)
      for (const child of macro.within) walk(child, [...bound, macro.bound])
      return
    }
    const read = readOf(node)
    if (read && !bound.includes(read.name)) found.push(read)
    if (!read || node.op === '[]') for (const child of below(node)) if (!read || child !== below(node)[0]) walk(child, bound)
  }
  walk(tree, [])
  return found
}

function readOf(node: Tree): Read | undefined {
  if (node.op === 'id') return { name: node.args, from: node.start, to: node.end }
  if (node.op === '.' && node.args[0].op === 'id') return { name: node.args[0].args, field: node.args[1], from: node.start, to: node.end }
  if (node.op === '[]' && node.args[0].op === 'id' && node.args[1].op === 'value' && typeof node.args[1].args === 'string')
    return { name: node.args[0].args, field: node.args[1].args, from: node.start, to: node.end }
  return undefined
}

type LibraryError = { code?: unknown; summary?: unknown; range?: { start: number; end: number } }

function faultOf(error: unknown, source: string): Fault {
  const { code, summary, range } = error as LibraryError
  const at = range ? { from: range.start, to: Math.max(range.end, Math.min(range.start + 1, source.length)) } : {}
  const here = range ? source.slice(range.start, range.end).slice(0, 40) : ''
  const words = wordsFor(String(code), String(summary ?? 'something in it is not CEL'), here)
  return { ok: false, message: range ? `${placeOf(source, range.start)}: ${words}` : words, ...at }
}

function wordsFor(code: string, summary: string, here: string): string {
  switch (code) {
    case 'unterminated_string':
      return 'A text is not closed. End it with the quote it began with.'
    case 'reserved_identifier':
      return `"${here}" is a word of the language and cannot be a name. Give the block another name.`
    case 'limit_exceeded':
      return 'The expression is too large or nested too deep. Split it over several blocks.'
    case 'unexpected_token':
    case 'unexpected_character':
    case 'expected_token':
      return here ? `"${here}" does not belong here.` : 'The expression ends too early.'
    default:
      return `The expression cannot be read: ${summary}.`
  }
}

/** "Character 5", or with its line when there are several. */
export function placeOf(source: string, at: number): string {
  const lines = source.slice(0, at).split('\n')
  const column = (lines.at(-1)?.length ?? 0) + 1
  return source.includes('\n') ? `Line ${lines.length}, character ${column}` : `Character ${column}`
}
