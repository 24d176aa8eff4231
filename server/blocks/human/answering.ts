import { z } from 'zod'
import type { FieldHint } from '../../engine/card.ts'

/** Inputs of the blocks that ask for more than a yes or a no. */
export const answeringShape = {
  title: z.string().min(1).max(200).meta({ title: 'Title', description: 'What is asked, in one line.' }),
  message: z.string().max(4000).default('').meta({ title: 'Message', description: 'What the person should know before answering.' }),
  requester: z.string().max(80).default('This flow').meta({ title: 'Asked by' }),
}

export const answeringFields = { message: { control: 'multiline' }, requester: { advanced: true } } satisfies Partial<
  Record<keyof typeof answeringShape, FieldHint>
>

/** Who gave the values that came. */
export const byPort = z.string().optional().meta({ title: 'By', description: 'The name of who answered.' })
