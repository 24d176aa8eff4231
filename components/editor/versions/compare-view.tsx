'use client'
import { ArrowRight, X } from 'lucide-react'
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react'
import { diffFlows } from '../../../server/engine/diff-flows.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import type { RevisionView } from '../../../server/flows/contract.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Badge, EmptyState, ErrorState, IconButton, Select, Skeleton } from '../../ui/index.ts'
import { useEditor, useTools } from '../context.ts'
import { ChangeList } from './change-list.tsx'
import { DiffCanvas } from './diff-canvas.tsx'
import { type Side, sideWords, useSide } from './sides.ts'
import { summaryOf } from './summary.ts'

export type Pair = { from: Side; to: Side }
export type CompareViewProps = { agent: string; revisions: readonly RevisionView[]; pair: Pair; onChange: (pair: Pair) => void; onClose: () => void }

/** Two versions of a flow, on the canvas and setting by setting. Lies over the canvas, so nothing of the draft is left. */
export function CompareView({ agent, revisions, pair, onChange, onClose }: CompareViewProps) {
  const { store } = useTools()
  const { slug: workspace } = useWorkspace()
  const draft = useDeferredValue(useEditor((state) => state.flow))
  const before = useSide({ workspace, agent, draft }, pair.from)
  const after = useSide({ workspace, agent, draft }, pair.to)
  const [picked, setPicked] = useState<string | null>(null)
  const view = useRef<HTMLElement>(null)
  useEffect(() => view.current?.focus(), [])
  const diff = useMemo(() => (before.flow && after.flow ? diffFlows(before.flow, after.flow, store.catalogue) : undefined), [before.flow, after.flow, store])
  const calls = callsBetween(before.calls, after.calls, after.flow)
  const failed = before.error ?? after.error
  const items = [{ value: 'draft', label: 'Draft' }, ...revisions.map(({ number }) => ({ value: String(number), label: sideWords(number, revisions) }))]
  const sideOf = (value: string): Side => (value === 'draft' ? 'draft' : Number(value))
  return (
    <section
      ref={view}
      tabIndex={-1}
      aria-label="Compare versions"
      onKeyDown={(event) => {
        event.stopPropagation()
        if (event.key === 'Escape') onClose()
      }}
      className="absolute inset-0 z-30 flex flex-col bg-background outline-hidden"
    >
      <header className="flex min-h-12 shrink-0 flex-wrap items-center gap-2 border-b px-3 py-1.5">
        <Select
          label="Before"
          size="sm"
          className="w-44! max-sm:w-32!"
          items={items}
          value={String(pair.from)}
          onChange={(value) => onChange({ ...pair, from: sideOf(value) })}
        />
        <ArrowRight aria-hidden="true" className="size-4 text-subtle-foreground" />
        <Select
          label="After"
          size="sm"
          className="w-44! max-sm:w-32!"
          items={items}
          value={String(pair.to)}
          onChange={(value) => onChange({ ...pair, to: sideOf(value) })}
        />
        <p role="status" className="min-w-0 flex-1 truncate text-sm text-muted-foreground max-sm:order-last max-sm:basis-full">
          {diff ? summaryOf(diff, calls.length) : ''}
        </p>
        <span className="flex gap-1.5 max-md:hidden">
          <Badge tone="success">Added</Badge>
          <Badge tone="warning">Changed</Badge>
          <Badge tone="danger">Removed</Badge>
        </span>
        <IconButton label="Close the comparison" keys="Esc" size="sm" className="ml-auto" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      {failed ? (
        <div className="flex flex-1 items-center justify-center p-6">
          <ErrorState error={failed} />
        </div>
      ) : before.flow && after.flow && diff ? (
        <div className="flex min-h-0 flex-1 max-md:flex-col">
          <div className="relative min-h-0 min-w-0 flex-1 max-md:min-h-[45%]">
            <DiffCanvas
              key={`${pair.from} ${pair.to} ${pair.from === 'draft' || pair.to === 'draft' ? revisionOfDraft(draft) : ''}`}
              before={before.flow}
              after={after.flow}
              diff={diff}
              catalogue={store.catalogue}
              onPick={setPicked}
            />
          </div>
          <aside
            aria-label="What changed"
            className="w-96 shrink-0 overflow-y-auto overscroll-contain border-l bg-card max-md:w-full max-md:flex-1 max-md:border-t max-md:border-l-0"
          >
            {Object.keys(diff.nodes).length === 0 && diff.settings.length === 0 && diff.looks.length === 0 && calls.length === 0 ? (
              <EmptyState title="No difference" className="m-4">
                {pair.from === pair.to ? 'This is the same version twice. Choose another one above.' : 'Both do exactly the same.'}
              </EmptyState>
            ) : (
              <ChangeList diff={diff} calls={calls} picked={picked} onPick={setPicked} />
            )}
          </aside>
        </div>
      ) : (
        <Skeleton className="m-4 flex-1" />
      )}
    </section>
  )
}

/** Nodes whose called flow is another revision on the other side. */
function callsBetween(
  before: Readonly<Record<string, string>> | undefined,
  after: Readonly<Record<string, string>> | undefined,
  flow: Flow | undefined,
): string[] {
  if (!before || !after) return []
  return Object.keys(after).flatMap((id) => (before[id] !== undefined && before[id] !== after[id] ? [flow?.nodes[id]?.title ?? id] : []))
}

let drafts = 0
const numbered = new WeakMap<Flow, number>()
/** A drawn pair is for one state of the draft: another one is drawn anew. */
function revisionOfDraft(draft: Flow): number {
  const known = numbered.get(draft) ?? ++drafts
  numbered.set(draft, known)
  return known
}
