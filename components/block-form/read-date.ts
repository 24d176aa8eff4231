import type { Json } from '../../server/kernel/json.ts'
import type { Read } from './read-text.ts'

const two = (part: number): string => String(part).padStart(2, '0')

/** What a field for a moment holds, `2026-11-21T18:30`, as that moment in UTC. */
export function readDateTime(text: string): Read {
  if (text === '') return { kind: 'empty' }
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) return { kind: 'wrong', reason: 'This is no date and time.' }
  return { kind: 'value', value: at.toISOString().replace('.000Z', 'Z') }
}

/** A moment as the field writes it, in the time zone of whoever looks. */
export function textOfDateTime(value: Json | undefined): string {
  const at = new Date(typeof value === 'string' ? value : Number.NaN)
  if (Number.isNaN(at.getTime())) return ''
  const time = `${two(at.getHours())}:${two(at.getMinutes())}${at.getSeconds() === 0 ? '' : `:${two(at.getSeconds())}`}`
  return `${String(at.getFullYear()).padStart(4, '0')}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${time}`
}
