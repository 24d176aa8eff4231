import type { ChartKind } from '../../../server/blocks/show/props/index.ts'

/** Charts that stand on axes. */
export type PlotKind = Exclude<ChartKind, 'pie'>
