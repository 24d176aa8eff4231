import type { z } from 'zod'
import { type CheckedView, checkView } from './check-view.ts'
import { componentProps } from './index.ts'
import { viewParts } from './view-parts.ts'

const { View: _itself, ...cards } = componentProps

/** All that may stand in a free view: its parts, and every card but the view itself. */
export const viewCatalog: Readonly<Record<string, z.ZodType>> = { ...viewParts, ...cards }

/** A foreign spec as one that may be drawn; undefined when nothing of it may. */
export const viewOf = (spec: unknown): CheckedView | undefined => checkView(spec, viewCatalog)
