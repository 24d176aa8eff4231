'use client'
import { X } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { diffFlows } from '../../../server/engine/diff-flows.ts'
import { Button, Checkbox, IconButton } from '../../ui/index.ts'
import { useTools } from '../context.ts'
import { takeParts } from '../state/take-parts.ts'
import { ChangeList } from '../versions/change-list.tsx'
import { DiffCanvas } from '../versions/diff-canvas.tsx'
import { summaryOf } from '../versions/summary.ts'
import type { Exchange } from './use-copilot.ts'

export type ProposalViewProps = { exchange: Exchange; onSettle: (state: 'taken' | 'declined') => void; onClose: () => void }

/** A proposal on the canvas, with each part to take or to leave. What is taken is one step that undo takes back. */
export function ProposalView({ exchange, onSettle, onClose }: ProposalViewProps) {
  const { store } = useTools()
  const { proposal } = exchange
  const view = useRef<HTMLElement>(null)
  const [picked, setPicked] = useState<string | null>(null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  useEffect(() => view.current?.focus(), [])
  const diff = useMemo(() => proposal && diffFlows(proposal.asked, proposal.flow, store.catalogue), [proposal, store])
  if (!proposal || !diff) return null
  const parts = Object.keys(diff.nodes)
  const taken = parts.filter((id) => !left.has(id))
  const take = () => {
    store.perform({ kind: 'replace', flow: takeParts({ now: store.get().flow, asked: proposal.asked, proposed: proposal.flow, parts: new Set(taken) }) })
    onSettle('taken')
  }
  return (
    <section
      ref={view}
      tabIndex={-1}
      aria-label="Proposed change"
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) take()
      }}
      className="absolute inset-0 z-30 flex flex-col bg-background outline-hidden"
    >
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-b px-3 py-1.5">
        <p role="status" className="min-w-0 flex-1 truncate text-sm text-muted-foreground">
          {summaryOf(diff, 0)}
        </p>
        <Button size="sm" onClick={() => onSettle('declined')}>
          Decline
        </Button>
        <Button size="sm" variant="primary" disabled={taken.length === 0} onClick={take} title="Ctrl Enter">
          {taken.length === parts.length ? 'Take all' : `Take ${taken.length} of ${parts.length}`}
        </Button>
        <IconButton label="Back to the canvas" keys="Esc" size="sm" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className="flex min-h-0 flex-1 max-md:flex-col">
        <div className="relative min-h-0 min-w-0 flex-1 max-md:min-h-[45%]">
          <DiffCanvas before={proposal.asked} after={proposal.flow} diff={diff} catalogue={store.catalogue} onPick={setPicked} />
        </div>
        <aside
          aria-label="What would change"
          className="w-96 shrink-0 overflow-y-auto overscroll-contain border-l bg-card max-md:w-full max-md:flex-1 max-md:border-t max-md:border-l-0"
        >
          <fieldset className="grid gap-2 border-b px-4 py-3">
            <legend className="float-left mb-1 text-sm font-medium">Take</legend>
            {parts.map((id) => (
              <Checkbox
                key={id}
                checked={!left.has(id)}
                onChange={(checked) => setLeft(new Set(checked ? [...left].filter((other) => other !== id) : [...left, id]))}
              >
                {diff.nodes[id]?.title ?? id}
              </Checkbox>
            ))}
          </fieldset>
          <ChangeList diff={diff} calls={[]} picked={picked} onPick={setPicked} />
        </aside>
      </div>
    </section>
  )
}
