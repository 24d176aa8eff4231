'use client'
import { JSONUIProvider, Renderer } from '@json-render/react'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { Json } from '../../server/kernel/json.ts'
import { answerValue } from './answer-value.ts'
import { BrokenCard } from './broken-card.tsx'
import { CardContext } from './card-context.tsx'
import { CardSkeleton } from './card-skeleton.tsx'
import { cardSpec } from './card-spec.ts'
import type { CardState, Outcome } from './card-state.ts'
import { type CardKeep, forgetCard, keptCardStore } from './card-store.ts'
import { partialJson } from './partial-json.ts'
import { registry } from './registry.tsx'

export type DomainCardProps = {
  /** Stable across reloads: half-typed state is kept under it. */
  id: string
  component: string
  props: unknown
  state: CardState
  /** Called for each press; the room sees to it that only one answer goes out. */
  onAnswer?: (outcome: Outcome, value: Json) => void
  /** Properties that still arrive, as text: a view is drawn as far as they are there. */
  args?: string
  /** Keeps its state beyond this browser. */
  keep?: CardKeep
}

/** One card of the feed, drawn through json-render: checked properties in, actions out. */
export function DomainCard({ id, component, props: given, args, state, onAnswer, keep }: DomainCardProps) {
  const loading = state.phase === 'loading'
  const props = useMemo(() => (loading && args ? partialJson(args) : given), [loading, args, given])
  const made = useMemo(() => cardSpec(component, props), [component, props])
  const [store] = useState(() => keptCardStore(id, keep))
  const answer = useRef(onAnswer)
  useEffect(() => {
    answer.current = onAnswer
  })
  const done = state.phase === 'answered' || state.phase === 'expired' || state.phase === 'cancelled'
  useEffect(() => {
    if (done) forgetCard(id, keep)
  }, [done, id, keep])
  // the library keeps the first handlers it is given for ever: they read the present ones through the ref
  const [handlers] = useState(() => ({
    answer: ({ outcome, comment, values }: Record<string, unknown>) => {
      if (outcome === 'approved' || outcome === 'declined' || outcome === 'answered') answer.current?.(outcome, answerValue(outcome, comment, values))
    },
  }))
  if (loading && !(component === 'View' && made.ok)) return <CardSkeleton component={component} />
  if (!made.ok) return <BrokenCard component={component} reason={made.reason} props={props} asks={state.phase === 'open'} />
  return (
    <CardContext value={state}>
      <JSONUIProvider registry={registry} store={store} handlers={handlers}>
        <Renderer spec={made.spec} registry={registry} />
      </JSONUIProvider>
    </CardContext>
  )
}
