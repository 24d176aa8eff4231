import type { z } from 'zod'
import type { JsonObject } from '../../kernel/json.ts'
import { type ComponentName, componentProps } from './props/index.ts'

/** A card with its properties checked and its defaults filled in: what is drawn is what the schema says. */
export function draw<C extends ComponentName>(component: C, props: z.input<(typeof componentProps)[C]>): { component: C; props: JsonObject } {
  return { component, props: componentProps[component].parse(props) as JsonObject }
}
