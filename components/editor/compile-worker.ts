import type { Card } from '../../server/engine/card.ts'
import type { Flow } from '../../server/engine/flow.ts'
import { type Said, saidOf } from './state/compiled.ts'

/** The cards come once, then a flow after the other. */
export type CompileQuestion = { cards: readonly Card[] } | { n: number; flow: Flow }
export type CompileAnswer = { n: number; said: Said }

let catalogue: ReadonlyMap<string, Card> = new Map()

// Beside the page: a large flow takes longer to compile than a frame lasts.
self.onmessage = ({ data }: MessageEvent<CompileQuestion>) => {
  if ('cards' in data) catalogue = new Map(data.cards.map((card) => [card.id, card]))
  else self.postMessage({ n: data.n, said: saidOf(data.flow, catalogue) } satisfies CompileAnswer)
}
