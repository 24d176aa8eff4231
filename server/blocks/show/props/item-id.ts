import { z } from 'zod'

/** What people choose by: short, and safe as a property's name. */
export const itemIdSchema = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9._:-]{0,79}$/, 'an id of letters, digits and . _ : -')

/** True when no two of them share an id: an answer must mean one thing. */
export const differ = (items: readonly { id: string }[]): boolean => new Set(items.map(({ id }) => id)).size === items.length
