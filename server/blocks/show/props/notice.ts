import { z } from 'zod'

/** Something people should know. Waits for nobody. */
export const noticeSchema = z.object({
  title: z.string(),
  message: z.string().default(''),
  tone: z.enum(['info', 'success', 'warning']).default('info'),
  details: z.array(z.object({ label: z.string(), value: z.string() })).default([]),
})
export type NoticeProps = z.infer<typeof noticeSchema>
