import { z } from 'zod'
import { defineBlock } from '../../engine/define-block.ts'

export default defineBlock({
  id: 'schedule.start',
  title: 'Schedule',
  summary: 'Starts the flow again and again, at the times you name.',
  words: ['cron', 'schedule trigger', 'timer', 'interval', 'every day', 'recurring', 'trigger'],
  category: 'triggers',
  icon: 'calendar-clock',
  effect: 'recorded',
  trigger: true,
  input: z.object({
    cron: z
      .string()
      .trim()
      .min(1)
      .max(120)
      .default('0 9 * * 1-5')
      .meta({ title: 'When', description: 'Minute, hour, day of the month, month, day of the week. 0 9 * * 1-5 is nine o’clock from Monday to Friday.' }),
    timeZone: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .default('UTC')
      .meta({ title: 'Time zone', description: 'Such as Europe/Berlin. Summer time is taken into account.' }),
    missed: z
      .enum(['skip', 'once', 'all'])
      .default('once')
      .meta({ title: 'What was missed', description: 'While Hearth was not running: leave it out, make up for it once, or make up for each (100 at most).' }),
  }),
  output: z.object({
    scheduledFor: z.iso.datetime().meta({ title: 'Scheduled for', description: 'The moment it was due, ISO 8601 in UTC.' }),
    firedAt: z.iso.datetime().meta({ title: 'Fired at', description: 'The moment it was started, ISO 8601 in UTC.' }),
  }),
  fields: { cron: { control: 'cron' }, timeZone: { control: 'time-zone' }, missed: { control: 'choice' } },
  run: () => ({}),
  examples: [{ title: 'gives nothing by itself: its ports come from the schedule', input: {}, output: {} }],
})
