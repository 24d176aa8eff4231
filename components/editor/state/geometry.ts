import type { Card, CardInput, CardOutput } from '../../../server/engine/card.ts'
import { controlInput } from '../../../server/engine/flow.ts'
import type { Point } from './flow-edit.ts'
import { type End, shownInputs } from './ports.ts'

/** All sizes are known before anything is drawn: no measuring, no jump on load, and the tidy-up knows them too. On a 4 px grid. */
export const blockWidth = 248
export const headHeight = 40
export const rowHeight = 24
export const toolsHeight = 32
const padding = 8
export const gridStep = 8
export const noteSize = { width: 240, height: 120 }

export type Row = { input?: CardInput; output?: CardOutput }
export type Spot = Point & { side: End['side']; port: string; facing: 'left' | 'right' | 'bottom' }
/** `tools`: the input that holds an agent's tools, which get a line of their own under the ports. */
export type Shape = { width: number; height: number; rows: Row[]; spots: Spot[]; tools?: string }

/** Where everything of a block stands, relative to its upper left corner. Input and output ports share rows. */
export function shapeOf(card: Card, wiredInputs: ReadonlySet<string>): Shape {
  if (isNote(card)) return { ...noteSize, rows: [], spots: [] }
  const inputs = shownInputs(card, wiredInputs)
  const rows = Array.from({ length: Math.max(inputs.length, card.outputs.length) }, (_, index): Row => {
    const input = inputs[index]
    const output = card.outputs[index]
    return { ...(input ? { input } : {}), ...(output ? { output } : {}) }
  })
  const tools = card.inputs.find(({ name }) => card.fields[name]?.control === 'tools')?.name
  const height = headHeight + (rows.length === 0 ? 0 : rows.length * rowHeight + padding * 2) + (tools ? toolsHeight : 0)
  const middle = (index: number): number => headHeight + padding + index * rowHeight + rowHeight / 2
  const spots: Spot[] = [
    ...(card.trigger ? [] : [{ side: 'input', port: controlInput, x: 0, y: headHeight / 2, facing: 'left' } as const]),
    { side: 'output', port: 'done', x: blockWidth, y: headHeight / 2, facing: 'right' },
    { side: 'output', port: 'error', x: blockWidth - 24, y: height, facing: 'bottom' },
    ...rows.flatMap(({ input, output }, index): Spot[] => [
      ...(input ? [{ side: 'input', port: input.name, x: 0, y: middle(index), facing: 'left' } as const] : []),
      ...(output ? [{ side: 'output', port: output.name, x: blockWidth, y: middle(index), facing: 'right' } as const] : []),
    ]),
  ]
  return { width: blockWidth, height, rows, spots, ...(tools ? { tools } : {}) }
}

/** A block this installation does not have: its name, and every port a wire needs, so that the wires can still be seen. */
export function unknownShape(ports: { inputs: ReadonlySet<string>; outputs: ReadonlySet<string> }): Shape {
  const rows = Math.max(ports.inputs.size, ports.outputs.size)
  const at = (index: number): number => headHeight + padding + index * rowHeight + rowHeight / 2
  const spots: Spot[] = [
    ...[...ports.inputs].map((port, index) => ({ side: 'input', port, x: 0, y: at(index), facing: 'left' }) as const),
    ...[...ports.outputs].map((port, index) => ({ side: 'output', port, x: blockWidth, y: at(index), facing: 'right' }) as const),
  ]
  return { width: blockWidth, height: headHeight + rows * rowHeight + padding * 2, rows: [], spots }
}

/** A block with nothing to wire and nothing to do: something written on the canvas. */
export function isNote(card: Card): boolean {
  return card.id === 'note.note'
}

export function onGrid({ x, y }: Point): Point {
  return { x: Math.round(x / gridStep) * gridStep, y: Math.round(y / gridStep) * gridStep }
}
