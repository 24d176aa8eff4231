import type { Catalogue } from '../../../server/engine/card.ts'
import type { Verdict } from './judge-wire.ts'

/** What is said of a wire before it is let go; null when it simply fits. */
export function verdictWords(verdict: Verdict, catalogue: Catalogue): string | null {
  if (!verdict.ok) return verdict.reason
  if (verdict.through !== undefined) return `Fits, with “${catalogue.get(verdict.through)?.title ?? verdict.through}” between.`
  return verdict.replaces ? 'Takes the place of the wire that is there.' : null
}
