import { expressionName } from './expression.ts'
import { planned } from './flow.test-kit.ts'
import type { Flow, FlowNode, Wire } from './flow.ts'
import type { FlowReference } from './hands.ts'
import { type Chance, chanceOf } from './random-flow.test-kit.ts'

export type RandomProgramOptions = {
  /** Nodes beside each other at the top; 3 to 8 unless told. */
  size?: number
  /** One node beside all others fails and nobody takes it: the run ends as failed. Such a program waits for nobody: else timing would decide how far other arms came. */
  unhandled?: boolean
  /** Longest pause of a block that acts outside, and longest sleep, in milliseconds. */
  pauseMs?: number
  sleepMs?: number
  /** Where services are that honour and ignore the idempotency key: /honours and /ignores below it. Without it none is called. */
  services?: string
  /** The agent whose flow is {@link calledProgram} of this number; `seed <number>` unless told. */
  agentOf?: (called: number) => string
}
export type RandomProgram = { flow: Flow; input: { text: string }; flows: (reference: FlowReference) => Promise<ReturnType<typeof planned>> }

type Source = Wire['from']
/** What grows in one scope: `around` is what can be wired in, the latest last. */
type Ground = { parent?: string; around: Source[]; depth: number }

const deepest = 3

/**
 * A flow with loops, maps, tries, retries, races, limits, calls of other flows, short sleeps, streams and expressions, in one
 * another. The same seed gives the same flow. How it ends does not hang on timing, so that walks of it can be compared.
 */
export function randomProgram(seed: number, { size, unhandled = false, ...options }: RandomProgramOptions = {}): RandomProgram {
  const chance = chanceOf(seed * 7919 + 1)
  const growing = settled(options)
  const around = unhandled
    ? { ...growing, sleepMs: Math.min(growing.sleepMs, shortSleepMs), waits: false, calls: 0 }
    : { ...growing, waits: true, calls: mostCalled }
  const flow = grown(chance, size ?? 3 + chance.below(6), around)
  if (unhandled) flow.nodes.nobody = { block: 'kit.failing', version: 1, inputs: {}, position: { x: 0, y: 0 } }
  const numbers = new Map(Array.from({ length: mostCalled }, (_, i) => [growing.agentOf(i + 1), i + 1]))
  const flows = async ({ agent }: FlowReference) => planned(calledProgram(numbers.get(agent) ?? 1, options))
  return { flow, input: { text: `seed ${seed}` }, flows }
}

/** How many flows there are that programs may call: {@link calledProgram} 1 to this. */
export const mostCalled = 50

/** A flow that programs call. It may call those of up to a quarter of its number, and they again. */
export const calledProgram = (number: number, options: RandomProgramOptions = {}): Flow =>
  grown(chanceOf(number), 3, { ...settled(options), waits: true, calls: Math.floor(number / 4) })

/** No World puts a run away for a sleep of at most this. */
const shortSleepMs = 1000

type Settled = Required<Pick<RandomProgramOptions, 'pauseMs' | 'sleepMs' | 'agentOf'>> & Pick<RandomProgramOptions, 'services'>

const settled = ({ pauseMs = 0, sleepMs = 2, agentOf = (number) => `seed ${number}`, services }: RandomProgramOptions): Settled => ({
  pauseMs,
  sleepMs,
  agentOf,
  ...(services === undefined ? {} : { services }),
})

type Growing = Settled & { waits: boolean; calls: number }

/** `calls`: how many flows it may call. */
function grown(chance: Chance, size: number, { waits, pauseMs, sleepMs, services, agentOf, calls }: Growing): Flow {
  const flow: Flow = { schema: 1, nodes: {}, wires: [] }
  let made = 0

  function add(block: string, { parent }: Ground, literals: Record<string, unknown> = {}): string {
    made += 1
    const id = `n${String(made).padStart(4, '0')}`
    const inputs = Object.fromEntries(Object.entries(literals).map(([port, value]) => [port, { kind: 'literal' as const, value: value as never }]))
    flow.nodes[id] = { block, version: 1, inputs, position: { x: 0, y: 0 }, ...(parent === undefined ? {} : { parent }) }
    return id
  }
  const wire = (from: Source, node: string, port: string): void => void flow.wires.push({ from, to: { node, port } })
  const out = (node: string, port = 'text'): Source => ({ node, port })
  const near = ({ around }: Ground): Source => around[Math.max(0, around.length - 1 - chance.below(4))] ?? out('n0001')

  function fill(ground: Ground, count: number): Source {
    let last = near(ground)
    for (let i = 0; i < count; i++) {
      last = one(ground)
      ground.around.push(last)
    }
    return last
  }

  /** What is in a container: sees what is around it, and what the container gives. */
  function body(parent: string, ground: Ground, given: Source[]): Source {
    return fill({ parent, around: [...ground.around, ...given], depth: ground.depth + 1 }, 1 + chance.below(3))
  }

  function work(block: string, ground: Ground, literals: Record<string, unknown> = {}): string {
    const id = add(block, ground, { salt: `n${made + 1}`, ...literals })
    wire(near(ground), id, 'a')
    const named = near(ground)
    if (chance.below(3) === 0) flow.nodes[id] = saying(flow.nodes[id], 'b', `[${expressionName(named.node)}.${named.port}]`)
    else if (chance.below(2) === 0) wire(named, id, 'b')
    return id
  }

  const pausing = (parts = 1) => (pauseMs > 0 ? { pauseMs: chance.below(pauseMs / parts) } : {})

  function loop(block: string, ground: Ground): Source {
    const list = work('kit.list', ground, { size: 1 + chance.below(3) })
    const id = add(block, ground, block === 'control.map' ? { atOnce: 1 + chance.below(3) } : { onItemFailure: chance.pick(['stop', 'collect']) })
    wire(out(list, 'items'), id, 'items')
    wire(body(id, ground, [out(id, 'index'), out(id, 'item')]), id, 'result')
    return out(id, 'results')
  }

  function one(ground: Ground): Source {
    const kinds = [
      ...plain,
      ...(waits ? asking : []),
      ...(calls > 0 ? ['kit.calls', 'kit.calls'] : []),
      ...(services ? posting : []),
      ...(ground.depth < deepest ? holding : []),
    ]
    const kind = chance.pick(kinds)
    switch (kind) {
      case 'control.for-each':
      case 'control.map':
        return loop(kind, ground)
      case 'control.repeat': {
        const id = add(kind, ground)
        wire(near(ground), id, 'initial')
        const inside = { parent: id, around: [...ground.around], depth: ground.depth }
        const enough = add('kit.at-least', inside, { least: chance.below(3) })
        wire(out(id, 'index'), enough, 'n')
        wire(out(enough, 'yes'), id, 'stop')
        wire(body(id, ground, [out(id, 'state')]), id, 'state')
        return out(id, 'final')
      }
      case 'control.try': {
        const id = add(kind, ground)
        const inside: Ground = { parent: id, around: [...ground.around], depth: ground.depth + 1 }
        wire(chance.below(2) === 0 ? out(work('kit.failing', inside)) : fill(inside, 2), id, 'result')
        return out(id, chance.pick(['result', 'failure']))
      }
      case 'control.retry': {
        const id = add(kind, ground, { attempts: 3, backoffMs: chance.below(2) })
        const flaky = work('kit.flaky', { ...ground, parent: id }, { succeedsAt: 1 + chance.below(3) })
        wire(out(id, 'attempt'), flaky, 'attempt')
        wire(out(flaky), id, 'result')
        return out(id, 'result')
      }
      case 'control.timeout': {
        const id = add(kind, ground, { limitMs: 86_400_000 })
        wire(body(id, ground, []), id, 'result')
        return out(id, 'result')
      }
      case 'control.race': {
        const id = add(kind, ground)
        const inside = { parent: id, around: [], depth: ground.depth }
        wire(out(add('kit.external', inside, { a: `n${made}`, ...pausing() })), id, 'b')
        wire(out(add('control.sleep', inside, { ms: 86_400_000 }), 'value'), id, 'a')
        return out(id, 'value')
      }
      case 'streams': {
        const gives = work('kit.gives', ground, { count: chance.below(4), ...pausing(3) })
        const passes = add('kit.passes', ground)
        const takes = work('kit.takes', ground)
        wire(out(gives, 'items'), passes, 'items')
        wire(out(passes, 'items'), takes, 'items')
        return out(takes)
      }
      case 'gives up waiting': {
        const [block, literals] = chance.pick([
          ['control.race', {}],
          ['control.timeout', { limitMs: 1 + chance.below(sleepMs) }],
        ] as const)
        const id = add(block, ground, literals)
        const inside = { parent: id, around: [], depth: ground.depth }
        wire(out(add('kit.unanswered', inside)), id, block === 'control.race' ? 'a' : 'result')
        const takes = add('kit.external', ground, { salt: id })
        if (block === 'control.race') wire(out(add('control.sleep', inside, { ms: chance.below(sleepMs + 1) }), 'value'), id, 'b')
        wire(out(id, block === 'control.race' ? 'winner' : 'error'), takes, 'a')
        return out(takes)
      }
      case 'kit.posts':
      case 'kit.posts-again': {
        const service = `${services}/${kind === 'kit.posts' ? 'honours' : 'ignores'}`
        const id = work(kind, ground, { service, ...pausing(), fails: Math.max(0, chance.below(5) - 2) })
        flow.nodes[id] = { ...(flow.nodes[id] as FlowNode), retry: { attempts: 3, backoffMs: chance.below(3), factor: 1 } }
        return out(id)
      }
      case 'control.sleep': {
        const id = add(kind, ground, { ms: chance.below(sleepMs + 1) })
        wire(near(ground), id, 'value')
        return out(id, 'value')
      }
      case 'kit.calls':
        return out(work(kind, ground, { agent: agentOf(1 + chance.below(calls)) }))
      case 'kit.external':
        return out(work(kind, ground, pausing()))
      case 'kit.branch':
        return out(work(kind, ground), chance.pick(['yes', 'no']))
      case 'kit.failing': {
        const id = work(kind, ground)
        const takes = add('kit.external', ground, { salt: id })
        wire(out(id, 'error'), takes, 'a')
        return out(takes)
      }
      default:
        return out(work(kind, ground))
    }
  }

  const start = out(add('kit.start', { around: [], depth: 0 }))
  fill({ around: [start], depth: 0 }, size)
  return flow
}

const plain = [
  'kit.pure',
  'kit.external',
  'kit.external',
  'kit.recorded',
  'kit.transactional',
  'kit.branch',
  'kit.failing',
  'kit.merge',
  'control.sleep',
  'streams',
]
const asking = ['kit.ask', 'kit.ask', 'gives up waiting']
const posting = ['kit.posts', 'kit.posts', 'kit.posts-again']
const holding = ['control.for-each', 'control.map', 'control.repeat', 'control.try', 'control.retry', 'control.timeout', 'control.race']

function saying(node: FlowNode | undefined, port: string, source: string): FlowNode {
  return { ...(node as FlowNode), inputs: { ...node?.inputs, [port]: { kind: 'expression', source } } }
}
