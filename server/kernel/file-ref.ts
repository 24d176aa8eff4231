import { z } from 'zod'

/** A file as it is named elsewhere: in a message, an answer, an event. Its bytes are at its address, for whoever may read it. */
export const fileRefSchema = z.object({ id: z.uuid(), name: z.string().max(200), type: z.string().max(120), bytes: z.int().min(0) })
export type FileRef = z.infer<typeof fileRefSchema>

/** All that an answer says of a file. */
export const fileIdSchema = fileRefSchema.pick({ id: true })

/** The most one file may hold. */
export const mostFileBytes = 20_000_000
/** The most files one message may bring. */
export const mostFiles = 10

/** Pictures that every browser shows and no browser runs. */
export const isPicture = (type: string): boolean => /^image\/(png|jpeg|gif|webp)$/.test(type)
