import { z } from 'zod'

/** One block an agent may use as a tool, as it stands in a flow. */
export const toolConfigSchema = z.object({
  block: z.string().min(1).max(128),
  /** The name the model knows it by; made from the block's id when left out. */
  name: z
    .string()
    .regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/, 'a letter, then letters, digits, _ or -')
    .optional(),
  /** Ask a person before each use. Blocks that cannot be undone ask whatever stands here. */
  ask: z.boolean().optional(),
  /** The block that draws the tool's output, so that what people see never passes through the model. */
  show: z.string().max(128).optional(),
})
export type ToolConfig = z.infer<typeof toolConfigSchema>
