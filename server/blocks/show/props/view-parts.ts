import { z } from 'zod'
import { formFieldSchema } from './form.ts'

const words = (most: number) => z.string().max(most)
const tone = z.enum(['neutral', 'success', 'warning', 'danger', 'info']).default('neutral')
const gap = z.enum(['small', 'medium', 'large']).default('medium')

/** What a free view is laid out with, beside the cards themselves. No part takes an address: nothing of a view reaches out. */
export const viewParts = {
  Stack: z.object({ direction: z.enum(['column', 'row']).default('column'), gap }),
  Grid: z.object({ columns: z.int().min(1).max(4).default(2), gap }),
  Heading: z.object({ text: words(200), level: z.int().min(1).max(3).default(2) }),
  Text: z.object({ text: words(8000), quiet: z.boolean().default(false) }),
  Badge: z.object({ text: words(60), tone }),
  Divider: z.object({}),
  Metric: z.object({ label: words(120), value: words(60), change: words(60).default(''), tone }),
  Table: z.object({
    columns: z.array(words(120)).min(1).max(12),
    rows: z.array(z.array(z.union([words(400), z.number(), z.boolean(), z.null()])).max(12)).max(200),
    caption: words(200).default(''),
  }),
  /** A file of the workspace, or a small picture as data. */
  Image: z
    .object({
      file: z.uuid().optional(),
      data: z
        .string()
        .max(140_000)
        .regex(/^data:image\/(png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+$/, 'a PNG, JPEG, GIF or WebP as base64')
        .optional(),
      alt: words(300).default(''),
    })
    .refine(({ file, data }) => file !== undefined || data !== undefined, 'a file or data'),
  /** Asks for one value; its name is the value's name in the answer. */
  Input: formFieldSchema,
  /** Answers the view with this action, once. */
  Button: z.object({
    label: words(60).min(1),
    action: z.string().regex(/^[a-zA-Z][a-zA-Z0-9_-]{0,63}$/, 'a name of letters, digits, _ and -'),
    tone: z.enum(['primary', 'secondary', 'danger']).default('secondary'),
  }),
} as const
export type PartName = keyof typeof viewParts
export type PartProps<N extends PartName> = z.infer<(typeof viewParts)[N]>
