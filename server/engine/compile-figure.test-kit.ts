import { compile } from './compile.ts'
import type { Flow } from './flow.ts'
import { chanceOf } from './random-flow.test-kit.ts'
import { kitCatalogue } from './test-blocks.test-kit.ts'

/** For the bench: the median time, in what `now` counts, to compile flows of this many steps of all shapes. */
export function compileFigure(now: () => number, size = 1000, rounds = 5): { shape: string; time: number }[] {
  return Object.entries(shapes(size)).map(([shape, edges]) => {
    const flow = flowWith(size, edges)
    const times = Array.from({ length: rounds }, () => {
      const began = now()
      const compiled = compile(flow, kitCatalogue)
      if (!compiled.ok) throw new Error(compiled.problems[0]?.message)
      return now() - began
    })
    return { shape, time: times.sort((a, b) => a - b)[rounds >> 1] ?? 0 }
  })
}

type Edges = [number, number][]

function shapes(size: number): Record<string, Edges> {
  const chance = chanceOf(1)
  const all = Array.from({ length: size - 1 }, (_, i) => i + 1)
  return {
    chain: all.map((i) => [i - 1, i]),
    'side by side': [],
    tree: all.map((i) => [chance.below(i), i]),
    'like a flow': all.flatMap((i): Edges => Array.from({ length: 1 + chance.below(3) }, () => [Math.max(0, i - 1 - chance.below(40)), i])),
    zigzag: all.map((i) => (i % 2 ? [i - 1, i] : [i, i - 1])),
    'nested rigid': nested(size),
  }
}

/** Each level an N around all that is inside it, 150 levels deep; what is left stands beside. */
function nested(size: number): Edges {
  const edges: Edges = []
  let inside = [0]
  for (let i = 1; i + 3 <= size && i < 450; i += 3) {
    const [x, y, z] = [i, i + 1, i + 2]
    edges.push(...inside.map((node): [number, number] => [node, x]), [y, x], [y, z])
    inside = [x, z]
  }
  return edges
}

function flowWith(size: number, edges: Edges): Flow {
  const name = (i: number): string => `n${String((i * 7919) % 10007).padStart(5, '0')}`
  const nodes = Object.fromEntries(
    Array.from({ length: size }, (_, i) => [name(i), { block: 'kit.external', version: 1, inputs: {}, position: { x: 0, y: 0 } }]),
  )
  return { schema: 1, nodes, wires: edges.map(([from, to]) => ({ from: { node: name(from), port: 'text' }, to: { node: name(to), port: 'after' } })) }
}
