import type { Catalogue } from '../../../server/engine/card.ts'
import { controlInput, type Flow } from '../../../server/engine/flow.ts'
import { cardIn } from './card-in.ts'
import { isNote } from './geometry.ts'
import { judgeFrom } from './judge-wire.ts'
import { type End, portOf, titleOf } from './ports.ts'

/** An end of a wire, in words. `hint`: what a wire to it would do besides. */
export type NamedEnd = End & { block: string; title: string; hint?: string }

/** Every end a wire may have at a block: what it gives first. */
export function endsOf(flow: Flow, catalogue: Catalogue, node: string): NamedEnd[] {
  const card = cardIn(flow, catalogue, node)
  const own = flow.nodes[node]
  if (!card || !own || isNote(card)) return []
  const ends: End[] = [
    ...[...card.outputs.map(({ name }) => name), 'done', 'error'].map((port): End => ({ side: 'output', node, port })),
    ...[...card.inputs.filter(({ name }) => card.fields[name]?.control !== 'tools').map(({ name }) => name), controlInput].map(
      (port): End => ({ side: 'input', node, port }),
    ),
  ]
  return ends.flatMap((end) => {
    const port = portOf(card, end.side, end.port)
    return port ? [{ ...end, block: titleOf(own, card), title: port.title }] : []
  })
}

/** The ends that would take a wire from this one, by name: a wire without a pointer. What orders blocks comes after what gives them values. */
export function endsFor(flow: Flow, catalogue: Catalogue, from: End): NamedEnd[] {
  const judge = judgeFrom(flow, catalogue, from)
  const fitting = Object.keys(flow.nodes)
    .filter((id) => id !== from.node)
    .flatMap((id) => endsOf(flow, catalogue, id))
    .filter(({ side }) => side !== from.side)
    .flatMap((end): NamedEnd[] => {
      const verdict = judge(end)
      if (!verdict?.ok) return []
      const hint = verdict.through ? 'with a converting block between' : verdict.replaces ? 'takes the place of the wire there' : undefined
      return [{ ...end, ...(hint ? { hint } : {}) }]
    })
  const orders = ({ port }: End) => Number(port === controlInput || port === 'done')
  return fitting.sort((a, b) => orders(a) - orders(b))
}
