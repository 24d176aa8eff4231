import { z } from 'zod'
import { moneySchema } from '../../../kernel/money.ts'

export const slotSchema = z
  .object({
    start: z.iso.datetime({ offset: true }),
    end: z.iso.datetime({ offset: true }),
    free: z.boolean().default(true),
    price: moneySchema.optional(),
  })
  .refine(({ start, end }) => Date.parse(start) < Date.parse(end), 'an end after its start')
export type Slot = z.infer<typeof slotSchema>

export const timeZoneSchema = z.string().max(64).refine(isTimeZone, 'a time zone such as Europe/Berlin')

/** Times to choose from, said in one time zone. */
export const scheduleSchema = z.object({
  title: z.string().default(''),
  message: z.string().default(''),
  slots: z
    .array(slotSchema)
    .max(200)
    .refine((slots) => new Set(slots.map(({ start }) => start)).size === slots.length, 'starts that differ'),
  timeZone: timeZoneSchema.default('UTC'),
})
export type ScheduleProps = z.infer<typeof scheduleSchema>

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: zone }) !== undefined
  } catch {
    return false
  }
}
