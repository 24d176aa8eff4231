import { z } from 'zod'

/**
 * Port types that shape alone cannot tell, for use in a block's `input` and `output`. JSON Schema carries the name under
 * `portType` (schema-shape.ts).
 */

/** The name of a secret in the vault. Opened only inside the step that uses it, and only for this vendor. */
export const secretOf = (vendor: string) => z.object({ secret: z.string() }).meta({ portType: `secret:${vendor}` })

/** Ports of one block with the same letter share a type: an output takes the type of what is wired in. */
export const generic = (letter: string) => z.unknown().meta({ generic: letter })
export const listOfGeneric = (letter: string) => z.array(generic(letter))

/**
 * Items that come one by one while the step that gives them still runs; its checkpoint holds them all, as a list. Read and
 * written through the `pipe` hand; the port's own value is not in `input`. Not for transactional blocks.
 */
export const streamOf = (item: z.ZodType) => z.array(item).meta({ portType: 'stream' })
