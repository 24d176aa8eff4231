'use client'
import { useMemo } from 'react'
import type { Catalogue } from '../../../server/engine/card.ts'
import { type FlowDiff, unionOf } from '../../../server/engine/diff-flows.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { FlowView } from '../flow-view.tsx'
import type { Mark, Marks } from '../marks.ts'
import { wireId } from '../state/flow-edit.ts'
import './marks.css'

/** Both flows drawn as one: the newer, and what is gone where it was. A pair that changes needs a new `key`. */
export function DiffCanvas({
  before,
  after,
  diff,
  catalogue,
  onPick,
}: {
  before: Flow
  after: Flow
  diff: FlowDiff
  catalogue: Catalogue
  onPick: (node: string) => void
}) {
  const flow = useMemo(() => unionOf(before, after), [before, after])
  const marks = useMemo<Marks>(
    () => ({
      nodes: Object.fromEntries(Object.entries(diff.nodes).flatMap(([id, { kind }]): [string, Mark][] => (kind === 'moved' ? [] : [[id, kind]]))),
      wires: Object.fromEntries(diff.wires.map(({ wire, kind }) => [wireId(wire), kind])),
    }),
    [diff],
  )
  return <FlowView flow={flow} catalogue={catalogue} marks={marks} onPick={onPick} />
}
