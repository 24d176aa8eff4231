import type { Flow, FlowNode, Wire } from '../../server/engine/flow.ts'

/** A flow as wide as people's largest: blocks in rows of 25, each after the one before and some after the one above. It compiles. */
export function largeFlow(blocks: number, wires: number): Flow {
  const nodes: Record<string, FlowNode> = {}
  for (let i = 0; i < blocks; i++)
    nodes[`n${i}`] = {
      block: 'reply.text',
      version: 1,
      inputs: { text: { kind: 'literal', value: `Some words of block ${i}, as long as such words are` } },
      position: { x: (i % 25) * 320, y: Math.floor(i / 25) * 220 },
      title: `Block ${i}`,
    }
  const after = (from: number, to: number): Wire => ({ from: { node: `n${from}`, port: 'done' }, to: { node: `n${to}`, port: 'after' } })
  const along = Array.from({ length: Math.min(blocks - 1, Math.round(wires * 0.6)) }, (_, i) => after(i, i + 1))
  const down = Array.from({ length: wires - along.length }, (_, i) => after(i, i + 25))
  return { schema: 1, nodes, wires: [...along, ...down] }
}
