import { z } from 'zod'
import { differ, itemIdSchema } from './item-id.ts'

const latitude = z.number().min(-90).max(90)
const longitude = z.number().min(-180).max(180)
export const pointSchema = z.object({ lat: latitude, lng: longitude })
export type Point = z.infer<typeof pointSchema>

export const markerSchema = z.object({
  id: itemIdSchema,
  lat: latitude,
  lng: longitude,
  label: z.string().max(120),
  detail: z.string().max(200).default(''),
  kind: z.enum(['place', 'start', 'end']).default('place'),
})
export type Marker = z.infer<typeof markerSchema>

/** Places on the earth. Drawn from outlines that ship with the product: no picture comes from elsewhere. */
export const mapSchema = z.object({
  title: z.string().default(''),
  markers: z.array(markerSchema).max(100).refine(differ, 'ids that differ'),
  route: z.array(pointSchema).max(500).default([]),
  /** Left out, the map shows all that is on it. */
  center: pointSchema.optional(),
  /** 0 is the whole earth; each step doubles. */
  zoom: z.number().min(0).max(12).optional(),
})
export type MapProps = z.infer<typeof mapSchema>
