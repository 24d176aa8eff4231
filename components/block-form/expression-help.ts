import type { Completion } from '../../server/engine/expression.ts'

/** What an expression field asks while one types. */
export type ExpressionHelp = {
  complete: (source: string, at: number) => Completion[]
  /** What the expression gives, in words; null when that cannot be told. */
  typeOf: (source: string) => string | null
  /** What it would have given in the last run; null when there was none that tells. */
  preview: (source: string) => string | null
}
