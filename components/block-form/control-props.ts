import type { CardInput, Catalogue, FieldHint } from '../../server/engine/card.ts'
import type { Json } from '../../server/kernel/json.ts'

/** What every control of the form gets. `undefined` is "nothing set": the block's default counts. */
export type ControlProps = {
  input: CardInput
  hint: FieldHint | undefined
  value: Json | undefined
  onChange: (value: Json | undefined) => void
  readOnly: boolean
  help: FormHelp
}

/** What some controls look things up in. */
export type FormHelp = {
  catalogue: Catalogue
  /** Models people may name here, as `connection/model`. */
  models: { value: string; label: string }[]
  /** Agents whose flows a block may use. */
  agents: { id: string; name: string }[]
  /** Names of the workspace's secrets. */
  secrets?: string[]
}

export function placeholderOf({ input, hint }: Pick<ControlProps, 'input' | 'hint'>): string | undefined {
  if (hint?.placeholder) return hint.placeholder
  const fallback = input.default
  return (typeof fallback === 'string' && fallback !== '') || typeof fallback === 'number' ? String(fallback) : undefined
}
