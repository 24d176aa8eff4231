import { AppError } from '../kernel/errors.ts'
import type { Connection } from './connection.ts'

export type Choice = { connection: Connection; model: string }

/**
 * Which connection answers for `connection/model`, `model`, or nothing at all (the default). Undefined when nothing is
 * connected and nothing was named: then the demo model answers. Errors: `no-model`.
 */
export function chooseModel(wanted: string, connections: Connection[]): Choice | undefined {
  const usual = connections.find((connection) => connection.isDefault) ?? connections[0]
  if (wanted === '') return usual && { connection: usual, model: usual.defaultModel }

  const [prefix = '', ...rest] = wanted.split('/')
  const named = rest.length > 0 ? byName(prefix, connections) : undefined
  if (named) return { connection: named, model: rest.join('/') }
  const whole = byName(wanted, connections)
  if (whole) return { connection: whole, model: whole.defaultModel }
  // `meta/llama-4` at a compatible address is a model's name, not a connection's; so is a plain `gpt-5.6`.
  if (usual && (rest.length === 0 || usual.provider === 'compatible')) return { connection: usual, model: wanted }
  const there = connections.map(({ label }) => label).join(', ')
  throw new AppError(
    'no-model',
    `This asks for the model ${wanted}, but ${there ? `only these are connected: ${there}` : 'no model is connected'}. Connect it under Settings → Models, or choose another model.`,
  )
}

function byName(name: string, connections: Connection[]): Connection | undefined {
  const same = (text: string) => text.toLowerCase() === name.toLowerCase()
  return connections.find(({ label }) => same(label)) ?? connections.find(({ provider }) => same(provider))
}
