import { z } from 'zod'
import type { PortSchema } from './card.ts'

/**
 * Port types that shape alone cannot tell, for use in a block's `input` and `output`. JSON Schema carries the name under
 * `portType` (schema-shape.ts).
 */

/** The name of a secret in the vault. Opened only inside the step that uses it, and only for this vendor. */
export const secretOf = (vendor: string) => z.object({ secret: z.string() }).meta({ portType: `secret:${vendor}` })

/** Ports of one block with the same letter share a type: an output takes the type of what is wired in. */
export const generic = (letter: string) => z.unknown().meta({ generic: letter })
export const listOfGeneric = (letter: string) => z.array(generic(letter))

/** The same type, whatever is wired in. */
export function withoutGeneric({ generic: _letter, workedOut: _by, items, ...rest }: PortSchema): PortSchema {
  return { ...rest, ...(items === undefined ? {} : { items: isSchema(items) ? withoutGeneric(items) : items }) }
}

const isSchema = (value: unknown): value is PortSchema => typeof value === 'object' && value !== null && !Array.isArray(value)

/** What a name of an expression stands for: a type, another input, an entry of the list in one, or a value that begins as one and becomes what the expression gives. */
export type NameSource = { type: PortSchema } | { port: string } | { entryOf: string } | { grows: string }
/** `by` is the input that holds the expression; `fieldsOf` one whose fields it may name besides. */
export type WorkedOut = { by: string; names: Record<string, NameSource>; fieldsOf?: string }

/** Has the type of what the expression in another input of the block gives, where that can be told (worked-out.ts). */
export const workedOut = (by: string, names: WorkedOut['names'], fieldsOf?: string) =>
  z.unknown().meta({ workedOut: { by, names, ...(fieldsOf === undefined ? {} : { fieldsOf }) } satisfies WorkedOut })

/**
 * Items that come one by one while the step that gives them still runs; its checkpoint holds them all, as a list. Read and
 * written through the `pipe` hand; the port's own value is not in `input`. Not for transactional blocks.
 */
export const streamOf = (item: z.ZodType) => z.array(item).meta({ portType: 'stream' })
