import type { CardInput } from '../../../server/engine/card.ts'
import type { InputValue } from '../../../server/engine/flow.ts'
import type { Json } from '../../../server/kernel/json.ts'
import { decimalText, moneySchema } from '../../../server/kernel/money.ts'

/** A few words for what an input holds, beside its name on the block. Empty when it holds nothing. */
export function previewOf(input: CardInput, value: InputValue | undefined): string {
  if (value?.kind === 'secret') return `secret ${value.name}`
  if (value?.kind === 'expression') return `= ${value.source.trim()}`
  const shown = value ? value.value : input.default
  return shown === undefined ? '' : shortText(shown)
}

export function shortText(value: Json): string {
  if (value === null) return 'nothing'
  if (typeof value === 'string') return value.replace(/\s+/g, ' ').trim().slice(0, 80)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.length === 0 ? '' : value.length === 1 ? '1 item' : `${value.length} items`
  const money = moneySchema.safeParse(value)
  if (money.success) return `${decimalText(money.data)} ${money.data.currency}`
  const keys = Object.keys(value)
  return keys.length === 0 ? '' : `{ ${keys.slice(0, 3).join(', ')}${keys.length > 3 ? ', …' : ''} }`
}
