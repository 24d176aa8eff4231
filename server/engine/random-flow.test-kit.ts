import type { Flow, FlowNode, Wire } from './flow.ts'
import type { Answer } from './hands.ts'
import { digest } from './test-blocks.test-kit.ts'

export type RandomFlowOptions = {
  /** 2 to 40 unless told. */
  nodes?: number
  /** Questions to people, also inside parallel arms. */
  waits?: boolean
  /** Blocks that move money. */
  transactional?: boolean
  /** Longest pause of an external block, in milliseconds. */
  pauseMs?: number
  /** Failures that no wire handles: such a run ends as failed. Not together with waits, where people's timing decides how far other arms came. */
  unhandled?: boolean
}
export type RandomFlow = { flow: Flow; input: { text: string } }

/** A flow of kit blocks: the same seed and options give the same flow. All failures in it are handled unless told. */
export function randomFlow(seed: number, { nodes, waits = true, transactional = true, pauseMs = 0, unhandled = false }: RandomFlowOptions = {}): RandomFlow {
  const chance = chanceOf(seed)
  const size = nodes ?? 2 + chance.below(39)
  const flow: Flow = { schema: 1, nodes: { start: nodeOf('kit.start') }, wires: [] }
  const kinds = kindsOf({ waits: waits && !unhandled, transactional })
  for (let i = 1; i < size; i++) {
    const block = unhandled && chance.below(12) === 0 ? 'kit.failing' : chance.pick(kinds)
    addNode(flow, `n${String(i).padStart(4, '0')}`, block, i, { chance, pauseMs, unhandled })
  }
  return { flow, input: { text: `seed ${seed}` } }
}

/** What people answer: by path, so every walk of a flow is told the same. */
export function answerTo(path: string): Answer {
  return { outcome: 'answered', value: digest(path), by: { id: 'kit', name: 'Kit' }, at: '2026-01-01T00:00:00.000Z' }
}

function addNode(
  flow: Flow,
  id: string,
  block: string,
  i: number,
  { chance, pauseMs, unhandled }: { chance: Chance; pauseMs: number; unhandled: boolean },
): void {
  const before = Object.keys(flow.nodes)
  const inputs: FlowNode['inputs'] = { salt: { kind: 'literal', value: id } }
  if (block === 'kit.external' && pauseMs > 0) inputs.pauseMs = { kind: 'literal', value: chance.below(pauseMs) }
  if (block === 'kit.compound') inputs.asks = { kind: 'literal', value: chance.below(3) === 0 && flowMayWait(flow) }
  flow.nodes[id] = nodeOf(block, inputs)
  const ports = ['a', 'b', 'c'].slice(0, 1 + chance.below(block === 'kit.merge' ? 3 : 2))
  for (const port of ports) {
    // Mostly near, so that chains, forks and joins of all sizes come about.
    const source = before[Math.max(0, i - 1 - chance.below(chance.below(4) === 0 ? i : 4))] ?? 'start'
    flow.wires.push(wireFrom(flow, source, { node: id, port }, chance, unhandled))
  }
  if (chance.below(6) === 0) flow.wires.push({ from: { node: chance.pick(before), port: 'done' }, to: { node: id, port: 'after' } })
  // A failing block without this would fail the run.
  if (block === 'kit.failing' && !unhandled) {
    flow.nodes[`${id}e`] = nodeOf('kit.external', { salt: { kind: 'literal', value: `${id}e` } })
    flow.wires.push({ from: { node: id, port: 'error' }, to: { node: `${id}e`, port: 'a' } })
  }
}

const marker = 'kit.ask'
const flowMayWait = (flow: Flow): boolean => Object.values(flow.nodes).some(({ block }) => block === marker)

function wireFrom(flow: Flow, node: string, to: Wire['to'], chance: Chance, unhandled: boolean): Wire {
  const block = flow.nodes[node]?.block
  if (block === 'kit.branch') return { from: { node, port: chance.pick(['yes', 'no']) }, to }
  if (block === 'kit.failing' && !unhandled) return { from: { node, port: chance.pick(['text', 'error']) }, to }
  return { from: { node, port: 'text' }, to }
}

function kindsOf({ waits, transactional }: { waits: boolean; transactional: boolean }): string[] {
  const common = [
    'kit.pure',
    'kit.pure',
    'kit.pure',
    'kit.external',
    'kit.external',
    'kit.external',
    'kit.external',
    'kit.recorded',
    'kit.branch',
    'kit.merge',
    'kit.merge',
    'kit.failing',
  ]
  return [...common, ...(transactional ? ['kit.transactional', 'kit.transactional', 'kit.compound'] : []), ...(waits ? [marker, marker] : [])]
}

function nodeOf(block: string, inputs: FlowNode['inputs'] = {}): FlowNode {
  return { block, version: 1, inputs, position: { x: 0, y: 0 } }
}

export type Chance = { below: (limit: number) => number; pick: <T>(items: readonly T[]) => T }

/** Seeded chance (mulberry32), for tests only. */
export function chanceOf(seed: number): Chance {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * Math.max(1, limit))
  return { below, pick: (items) => items[below(items.length)] as never }
}
