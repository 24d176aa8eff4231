import type { FormField } from '../../../server/blocks/show/props/index.ts'
import { fileOf } from './file-of.ts'

export type Typed = Record<string, string | boolean>
export type Values = Record<string, string | number | boolean | { id: string }>
export type Read = { ok: true; values: Values } | { ok: false; wrong: Record<string, string> }

/** What stands in the fields before anybody typed. */
export function typedOf(fields: readonly FormField[], values: Values): Typed {
  return Object.fromEntries(
    fields.map(({ name, kind }) => {
      const value = values[name]
      return [name, kind === 'boolean' ? value === true : value === undefined ? '' : String(value)]
    }),
  )
}

/** Typed texts as values, or what is wrong with each. A field left empty that may be is left out. */
export function readTyped(fields: readonly FormField[], typed: Typed): Read {
  const values: Values = {}
  const wrong: Record<string, string> = {}
  for (const field of fields) {
    const read = readField(field, typed[field.name])
    if (read === undefined) continue
    if (typeof read === 'object' && 'wrong' in read) wrong[field.name] = read.wrong
    else values[field.name] = read
  }
  return Object.keys(wrong).length > 0 ? { ok: false, wrong } : { ok: true, values }
}

function readField(field: FormField, typed: string | boolean | undefined): string | number | boolean | { id: string } | { wrong: string } | undefined {
  const { kind, required, options } = field
  if (kind === 'boolean') return typed === true
  const text = typeof typed === 'string' ? typed.trim() : ''
  if (text === '') return required ? { wrong: needed[kind] ?? 'This is needed.' } : undefined
  switch (kind) {
    case 'number':
      return readNumber(field, text)
    case 'date':
      return /^\d{4}-\d\d-\d\d$/.test(text) ? text : { wrong: 'Give a day, such as 2026-11-21.' }
    case 'choice':
      return options.some(({ value }) => value === text) ? text : { wrong: 'Choose one of the options.' }
    case 'file': {
      const file = fileOf(text)
      return file ? { id: file.id } : { wrong: 'Choose a file.' }
    }
    case 'text':
      return text.length <= 1000 ? text : { wrong: 'At most 1,000 characters.' }
    case 'multiline':
      return text.length <= 20_000 ? text : { wrong: 'At most 20,000 characters.' }
  }
}

const needed: { [K in FormField['kind']]?: string } = { choice: 'Choose one.', file: 'Choose a file.' }

function readNumber({ min, max }: FormField, text: string): number | { wrong: string } {
  const number = Number(text)
  if (!Number.isFinite(number)) return { wrong: 'Write a number, such as 12.5.' }
  if (min !== undefined && number < min) return { wrong: `At least ${min}.` }
  if (max !== undefined && number > max) return { wrong: `At most ${max}.` }
  return number
}
