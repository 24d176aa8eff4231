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

/** How much room a container keeps for what will lie in it, and how wide its end is. */
export const insideWidth = 296
export const endWidth = 176

export type Row = { input?: CardInput; output?: CardOutput }
export type Spot = Point & { side: End['side']; port: string; facing: 'left' | 'right' | 'bottom' }
export type Box = Point & { width: number; height: number }
/** `tools`: the input that holds an agent's tools, which get a line of their own under the ports. `end`: where what is in a container leads to. */
export type Shape = { width: number; height: number; rows: Row[]; spots: Spot[]; tools?: string; end?: Box & { rows: Row[] } }

/**
 * Where everything of a block stands, relative to its upper left corner. Input and output ports share rows. A container has two
 * parts with what it holds between them, so that wires run from left to right: its block gives to the inside, its end takes from there.
 */
export function shapeOf(card: Card, wiredInputs: ReadonlySet<string>, endAt: Point = { x: blockWidth + insideWidth, y: 0 }): Shape {
  if (isNote(card)) return { ...noteSize, rows: [], spots: [] }
  const inner = { inputs: card.inside?.inputs ?? [], outputs: card.inside?.outputs ?? [] }
  const inputs = shownInputs(card, wiredInputs).filter(({ name }) => !inner.inputs.some((port) => port.name === name))
  const outputs = card.outputs.filter(({ name }) => !inner.outputs.some((port) => port.name === name))
  const tools = card.inputs.find(({ name }) => card.fields[name]?.control === 'tools')?.name
  const begin = partAt({ x: 0, y: 0 }, blockWidth, inputs, card.inside ? inner.outputs : outputs)
  const height = begin.height + (tools ? toolsHeight : 0)
  const end = card.inside ? partAt(endAt, endWidth, inner.inputs, outputs) : undefined
  const last = end ?? { x: 0, y: 0, width: blockWidth, height }
  const spots: Spot[] = [
    ...(card.trigger ? [] : [{ side: 'input', port: controlInput, x: 0, y: headHeight / 2, facing: 'left' } as const]),
    { side: 'output', port: 'done', x: last.x + last.width, y: last.y + headHeight / 2, facing: 'right' },
    { side: 'output', port: 'error', x: last.x + last.width - 24, y: last.y + last.height, facing: 'bottom' },
    ...begin.spots,
    ...(end?.spots ?? []),
  ]
  const { rows } = begin
  return {
    width: blockWidth,
    height,
    rows,
    spots,
    ...(tools ? { tools } : {}),
    ...(end ? { end: { x: end.x, y: end.y, width: end.width, height: end.height, rows: end.rows } } : {}),
  }
}

/** A head, and rows of ports under it. */
function partAt({ x, y }: Point, width: number, inputs: readonly CardInput[], outputs: readonly CardOutput[]): Box & { rows: Row[]; spots: Spot[] } {
  const rows = Array.from({ length: Math.max(inputs.length, outputs.length) }, (_, index): Row => {
    const input = inputs[index]
    const output = outputs[index]
    return { ...(input ? { input } : {}), ...(output ? { output } : {}) }
  })
  const spots = rows.flatMap(({ input, output }, index): Spot[] => {
    const middle = y + headHeight + padding + index * rowHeight + rowHeight / 2
    return [
      ...(input ? [{ side: 'input', port: input.name, x, y: middle, facing: 'left' } as const] : []),
      ...(output ? [{ side: 'output', port: output.name, x: x + width, y: middle, facing: 'right' } as const] : []),
    ]
  })
  return { x, y, width, height: headHeight + (rows.length === 0 ? 0 : rows.length * rowHeight + padding * 2), rows, spots }
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
