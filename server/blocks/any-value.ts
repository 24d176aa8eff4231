import { z } from 'zod'
import type { Json } from '../kernel/json.ts'

/**
 * Whatever JSON there is. Not zod's own `z.json()`: that one refers to itself, and a port's schema has to stand alone.
 * Values are JSON already when they come here.
 */
export const json = z.custom<Json>((value) => value !== undefined, 'a value')

/** A port that takes anything. */
export function anyValue(title: string, description?: string) {
  return json.meta({ title, ...(description ? { description } : {}) })
}
