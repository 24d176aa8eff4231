import type { Catalogue } from '../../../server/engine/card.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { cardIn } from './card-in.ts'
import { framesOf } from './frames.ts'
import { type Shape, shapeOf, unknownShape } from './geometry.ts'
import { wiredPorts } from './ports.ts'

/** The shape of one node as it stands in a flow. */
export function shapeIn(flow: Flow, catalogue: Catalogue, id: string): Shape {
  const card = cardIn(flow, catalogue, id)
  const wired = wiredPorts(flow, id)
  return card ? shapeOf(card, wired.inputs, framesOf(flow, catalogue).get(id)?.end) : unknownShape(wired)
}
