import type { Card, CardInput, PortSchema } from '../../../server/engine/card.ts'
import { controlInput, controlOutputs, type Flow, type FlowNode, type Wire } from '../../../server/engine/flow.ts'
import { controlTypes } from '../../../server/engine/output-types.ts'
import { wireIndex } from './wire-index.ts'

/** One end a wire may have. */
export type End = { side: 'input' | 'output'; node: string; port: string }

export type Port = { name: string; title: string; help?: string; schema: PortSchema; control: boolean; required: boolean }

const controls: Record<string, Port> = {
  after: {
    name: controlInput,
    title: 'After',
    help: 'Waits for what is wired here. Takes any number of wires; their values do not matter.',
    schema: {},
    control: true,
    required: false,
  },
  done: { name: 'done', title: 'Done', help: 'Fires when this block has finished.', schema: controlTypes.done, control: true, required: false },
  error: {
    name: 'error',
    title: 'Error',
    help: 'The failure as data. A wire here means the failure is handled and the run goes on.',
    schema: controlTypes.error,
    control: true,
    required: false,
  },
}

export function isControl(side: End['side'], port: string): boolean {
  return side === 'input' ? port === controlInput : controlOutputs.some((name) => name === port)
}

export function portOf(card: Card, side: End['side'], name: string): Port | undefined {
  if (isControl(side, name)) return card.trigger && side === 'input' ? undefined : controls[name]
  const port = side === 'input' ? card.inputs.find((input) => input.name === name) : card.outputs.find((output) => output.name === name)
  return port && { ...port, control: false, required: 'required' in port && port.required === true }
}

/**
 * The ports a block shows on the canvas. Inputs tucked under "more" in the form stay off the canvas until they are
 * used, so a block is as tall as what matters in it.
 */
export function shownInputs(card: Card, wired: ReadonlySet<string>): CardInput[] {
  return card.inputs.filter(({ name }) => wired.has(name) || (!card.fields[name]?.advanced && card.fields[name]?.control !== 'tools'))
}

/** The ports of one node that have a wire, by side. */
export function wiredPorts(flow: Flow, node: string): { inputs: ReadonlySet<string>; outputs: ReadonlySet<string> } {
  return wireIndex(flow).portsOf(node)
}

/** A wire from the two ends of a gesture, whichever end it began at; none between two inputs or two outputs. */
export function wireBetween(a: End, b: End): Wire | null {
  if (a.side === b.side) return null
  const [from, to] = a.side === 'output' ? [a, b] : [b, a]
  return { from: { node: from.node, port: from.port }, to: { node: to.node, port: to.port } }
}

/** What people call a node: its own title, else its block's. */
export function titleOf(node: FlowNode, card: Card | undefined): string {
  return node.title?.trim() || card?.title || node.block
}
