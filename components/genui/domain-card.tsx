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
import { type CardKeep, followCard, forgetCard, keptCardStore } from './card-store.ts'
import { registry } from './registry.tsx'
import { specSoFar } from './so-far.ts'

export type DomainCardProps = {
  /** Stable across reloads: half-typed state is kept under it. */
  id: string
  component: string
  props: unknown
  state: CardState
  /** Called for each press; the room sees to it that only one answer goes out. */
  onAnswer?: (outcome: Outcome, value: Json) => void
  /** Properties that still arrive, as text: the card is drawn as far as they are there. */
  args?: string
  /** Keeps its state beyond this browser. */
  keep?: CardKeep
}

/** One card of the feed, drawn through json-render: checked properties in, actions out. */
export function DomainCard({ id, component, props: given, args, state, onAnswer, keep }: DomainCardProps) {
  const loading = state.phase === 'loading'
  const whole = useMemo(() => (loading ? undefined : cardSpec(component, given)), [loading, component, given])
  const partly = useSoFar(component, loading ? args : undefined)
  const made = whole ?? partly
  const [store] = useState(() => keptCardStore(id, keep))
  useEffect(() => (keep ? followCard(store, id, keep) : undefined), [store, id, keep])
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
  if (!made) return <CardSkeleton component={component} />
  if (!made.ok) return <BrokenCard component={component} reason={made.reason} props={given} asks={state.phase === 'open'} />
  return (
    <CardContext value={state}>
      <JSONUIProvider registry={registry} store={store} handlers={handlers}>
        <Renderer spec={made.spec} registry={registry} />
      </JSONUIProvider>
    </CardContext>
  )
}

/** What was drawn once stays while the next piece does not make sense yet. */
function useSoFar(component: string, args: string | undefined) {
  const [last, setLast] = useState<{ args: string; spec: ReturnType<typeof specSoFar> }>()
  if (args === undefined || args === '') return undefined
  if (last?.args === args) return last.spec
  const spec = specSoFar(component, args) ?? last?.spec
  setLast({ args, spec })
  return spec
}
