import { z } from 'zod'

/** Ports that For Each and Map share. */
export const onItemFailure = z
  .enum(['stop', 'collect'])
  .default('stop')
  .meta({ title: 'When an item fails', description: 'Stop: this fails, too. Collect: goes on, and lists the failure.' })

export const indexPort = z.int().meta({ title: 'Index', description: 'Counts from 0.' })

export const failuresPort = z
  .array(z.object({ index: z.int(), code: z.string(), message: z.string(), path: z.string() }))
  .meta({ title: 'Failures', description: 'Which items failed, and why. Empty unless failures are collected.' })
