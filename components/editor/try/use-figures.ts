'use client'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { Flow } from '../../../server/engine/flow.ts'
import { spendingIn } from '../../runs/spending.ts'
import { sameData } from '../state/flow-edit.ts'
import { staleIn } from '../state/stale.ts'
import { createFigures, type Figure, type Figures } from './figures.ts'
import { figuresOf } from './figures-of.ts'
import type { Trying } from './use-trying.ts'

/** Keeps what stands below each block current: the run that is shown, pins, and what the draft's changes made stale. */
export function useFigures(flow: Flow, { followed, pins }: Pick<Trying, 'followed' | 'pins'>): { figures: Figures; stale: ReadonlySet<string> } {
  const [figures] = useState(createFigures)
  const draft = useDeferredValue(flow)
  const ran = followed?.run.flow
  const stale = useMemo(() => {
    if (!ran || !followed) return new Set<string>()
    const repinned = [...pins].flatMap(([id, { output }]) =>
      followed.state.nodes[id]?.output !== undefined && !sameData(followed.state.nodes[id]?.output, output) ? [id] : [],
    )
    return staleIn(draft, ran, repinned)
  }, [draft, ran, followed, pins])
  useEffect(() => {
    const next: Record<string, Figure> = ran && followed ? figuresOf(ran, followed.state, spendingIn(followed.entries)) : {}
    for (const [id, figure] of Object.entries(next)) if (stale.has(id)) next[id] = { ...figure, stale: true }
    for (const id of pins.keys()) next[id] = { ...next[id], pinned: true }
    figures.set(next)
  }, [figures, ran, followed, stale, pins])
  return { figures, stale }
}
