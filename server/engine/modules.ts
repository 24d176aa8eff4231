import { type Bits, has, lowest, rowOf } from './bits.ts'

/**
 * The modular decomposition of a graph: its modules, sets whose nodes all look the same from outside, as a tree.
 * `apart`: no edges between the parts; `together`: all edges; `mixed`: neither, and no union of parts is a module.
 *
 * After Ehrenfeucht, Gabow, McConnell and Sullivan, "An O(n²) divide-and-conquer algorithm for the prime tree
 * decomposition of two-structures and modular decomposition of graphs" (1994).
 */
export type ModuleTree = {
  kind: 'single' | 'apart' | 'together' | 'mixed'
  /** One of its nodes: all look the same from outside. */
  face: number
  parts: ModuleTree[]
  /** How many levels of parts within parts. */
  depth: number
}

/** `edges` are symmetric over 0…size−1. Keeps its own stack: a tree may be half as deep as there are nodes. */
export function moduleTree(edges: Bits, size: number): ModuleTree {
  const work: Work = { edges, size, marks: new Int32Array(size), lastMark: 0 }
  const path = [branchOf([...work.marks.keys()], work)]
  for (;;) {
    const top = path.at(-1) ?? branchOf([], work)
    const level = top.levels[top.level]
    const next = level?.[top.around.length]
    if (next) {
      path.push(branchOf(next, work))
    } else if (level) {
      top.tree = joined(top.tree, top.around, edges)
      top.around = []
      top.level += 1
    } else {
      path.pop()
      const above = path.at(-1)
      if (!above) return top.tree
      above.around.push(top.tree)
    }
  }
}

/** `marks` tells apart the pieces that are being parted. */
type Work = { edges: Bits; size: number; marks: Int32Array; lastMark: number }

/** A tree on its way from one node out, through the modules around it. `around`: what of the present level is ready. */
type Branch = { tree: ModuleTree; levels: number[][][]; level: number; around: ModuleTree[] }

/** Takes `members` as its own to change. */
function branchOf(members: number[], work: Work): Branch {
  const seed = members.pop() ?? 0
  return {
    tree: { kind: 'single', face: seed, parts: [], depth: 0 },
    levels: modulesAround(seed, partsSeenFrom(seed, members, work), work),
    level: 0,
    around: [],
  }
}

function joined(tree: ModuleTree, around: ModuleTree[], edges: Bits): ModuleTree {
  const { face } = tree
  const [only] = around
  if (!only || around.length > 1)
    return { kind: 'mixed', face, parts: [tree, ...around], depth: 1 + around.reduce((most, { depth }) => Math.max(most, depth), tree.depth) }
  const kind = has(edges, face, only.face) ? 'together' : 'apart'
  if (only.kind !== kind) return { kind, face, parts: [tree, only], depth: 1 + Math.max(tree.depth, only.depth) }
  only.parts.push(tree)
  return { ...only, face, depth: Math.max(only.depth, 1 + tree.depth) }
}

/** Parts `rest` into the maximal modules that do not hold `seed`. Two nodes are compared once, and only if they end up apart. */
function partsSeenFrom(seed: number, rest: number[], work: Work): number[][] {
  const { edges, marks } = work
  const found: number[][] = []
  marks[seed] = 0
  const open = rest.length > 0 ? [{ part: marked(rest, work), among: [seed] }] : []
  for (let next = open.pop(); next; next = open.pop()) {
    const { part, among } = next
    const own = marks[part[0] ?? 0]
    const pieces = [part.slice()]
    for (let i = 0; i < among.length && pieces.length > 0; i++) {
      const splitter = among[i] ?? 0
      if (marks[splitter] !== own) splitAll(splitter, pieces, found, edges)
    }
    if (pieces[0]?.length === part.length) found.push(part)
    else {
      for (let i = 0; i < part.length; i++) marks[part[i] ?? 0] = 0
      for (const piece of pieces) open.push({ part: marked(piece, work), among: part })
    }
  }
  return found
}

function marked(piece: number[], work: Work): number[] {
  work.lastMark += 1
  for (let i = 0; i < piece.length; i++) work.marks[piece[i] ?? 0] = work.lastMark
  return piece
}

/** Splits every piece that the splitter does not see alike; single nodes go to `found`. */
function splitAll(splitter: number, pieces: number[][], found: number[][], edges: Bits): void {
  for (let i = pieces.length - 1; i >= 0; i--) {
    const piece = pieces[i] ?? []
    const off = splitOff(splitter, piece, edges)
    if (off.length === 0) continue
    if (piece.length === 1) {
      found.push(piece)
      const last = pieces.pop()
      if (last && i < pieces.length) pieces[i] = last
    }
    ;(off.length === 1 ? found : pieces).push(off)
  }
}

const none: number[] = []

/** Takes out of a piece, and returns, what the splitter sees otherwise than its first node. */
function splitOff(splitter: number, piece: number[], { words, data }: Bits): number[] {
  const row = splitter * words
  const sees = (node: number): number => ((data[row + (node >>> 5)] ?? 0) >>> (node & 31)) & 1
  const first = sees(piece[0] ?? 0)
  let kept = 1
  while (kept < piece.length && sees(piece[kept] ?? 0) === first) kept++
  if (kept === piece.length) return none
  const off: number[] = []
  for (let i = kept; i < piece.length; i++) {
    const node = piece[i] ?? 0
    if (sees(node) === first) piece[kept++] = node
    else off.push(node)
  }
  piece.length = kept
  return off
}

/**
 * The modules that hold `seed`, from inside out, each given by the parts it adds. Part X draws part Y in when Y sees X
 * and the seed differently; what draws each other in comes together, and each comes after all that it draws in. So
 * these are the strong components of "draws in", sinks first; there is an order between any two of them.
 */
function modulesAround(seed: number, parts: number[][], { edges, size }: Work): number[][][] {
  const { words, data } = edges
  const partOf = new Map(parts.map((part) => [part[0] ?? 0, part]))
  const faces = [...partOf.keys()]
  const drawnBy = (x: number, w: number): number => (data[x * words + w] ?? 0) ^ (data[seed * words + w] ?? 0)
  const draws = (y: number, w: number): number => (has(edges, seed, y) ? ~(data[y * words + w] ?? 0) : (data[y * words + w] ?? 0))

  const fresh = rowOf(faces, size)
  const finished = faces.flatMap((face) => depthFirst(face, fresh, draws))
  const left = rowOf(faces, size)
  return finished.toReversed().flatMap((face) => {
    const component = depthFirst(face, left, drawnBy)
    return component.length > 0 ? [component.map((each) => partOf.get(each) ?? [])] : []
  })
}

/** What `root` leads to of what is left, and takes it out; each node after all that it led to. */
function depthFirst(root: number, left: Bits, leads: (node: number, word: number) => number): number[] {
  const finished: number[] = []
  if (!has(left, 0, root)) return finished
  const path: { node: number; word: number }[] = []
  const enter = (node: number): void => {
    left.data[node >>> 5] = (left.data[node >>> 5] ?? 0) & ~(1 << (node & 31))
    path.push({ node, word: 0 })
  }
  enter(root)
  for (let top = path.at(-1); top; top = path.at(-1)) {
    let onward = 0
    while (top.word < left.words) {
      onward = leads(top.node, top.word) & (left.data[top.word] ?? 0)
      if (onward !== 0) break
      top.word += 1
    }
    if (onward !== 0) enter(top.word * 32 + lowest(onward))
    else {
      finished.push(top.node)
      path.pop()
    }
  }
  return finished
}
