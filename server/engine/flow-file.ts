import { z } from 'zod'
import { AppError } from '../kernel/errors.ts'
import { type Flow, flowSchema } from './flow.ts'

const fileSchema = z.object({ format: z.literal('hearth-flow/1'), name: z.string().max(80), flow: flowSchema })
export type FlowFile = z.infer<typeof fileSchema>

/**
 * A flow as a file: the same flow gives the same bytes whatever was done in which order, one setting a line, so that it can be kept
 * and compared in a repository (docs/flow-file.md).
 */
export function writeFlowFile(name: string, flow: Flow): string {
  const wires = [...flow.wires].sort((a, b) => compare(wireKey(a), wireKey(b)))
  return `${JSON.stringify(sorted({ format: 'hearth-flow/1', name, flow: { ...flow, wires } }), null, 2)}\n`
}

/** Error: `invalid-input`, with the place that is wrong. */
export function readFlowFile(text: string): FlowFile {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new AppError('invalid-input', 'This file is no JSON. Choose a file that was exported from an agent.', undefined, { cause })
  }
  const read = fileSchema.safeParse(value)
  if (read.success) return read.data
  const [issue] = read.error.issues
  const place = issue && issue.path.length > 0 ? ` At ${issue.path.join('.')}: ${issue.message}.` : ''
  throw new AppError('invalid-input', `This file is no flow of Hearth.${place}`)
}

type Wire = Flow['wires'][number]
const wireKey = ({ from, to }: Wire): string => `${from.node}.${from.port}>${to.node}.${to.port}`
/** By code units: the same everywhere, whatever the language of the machine. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([, held]) => held !== undefined)
  return Object.fromEntries(entries.sort(([a], [b]) => compare(a, b)).map(([key, held]) => [key, sorted(held)]))
}
