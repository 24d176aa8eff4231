import { z } from 'zod'

/** The name of something that flows tell each other. */
export const topicSchema = z.string().regex(/^[a-zA-Z0-9][a-zA-Z0-9_./-]{0,119}$/, 'letters, digits and . _ / - only, such as orders.paid')
