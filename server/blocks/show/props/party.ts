import { z } from 'zod'

/** One side of a transfer. */
export const partySchema = z.object({ account: z.string(), label: z.string() })
