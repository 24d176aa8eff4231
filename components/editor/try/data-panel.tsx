'use client'
import { ArrowRightToLine, Crosshair, ExternalLink, PencilLine, Pin, PinOff, Play, RotateCcw, X } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import type { NodeState } from '../../../server/engine/run-state.ts'
import type { Json, JsonObject } from '../../../server/kernel/json.ts'
import type { RunSummary, TryScope } from '../../../server/runs/contract.ts'
import { listWaitsContract } from '../../../server/runs/contract.ts'
import { useData } from '../../data/use-data.ts'
import { WaitingRow } from '../../home/waiting-row.tsx'
import { isOver, RunStatusBadge } from '../../runs/run-status.tsx'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { agoText, durationText } from '../../ui/ago-text.ts'
import { Badge, Button, ButtonLink, IconButton, Select } from '../../ui/index.ts'
import { useEditor, useTools } from '../context.ts'
import { titleOf } from '../state/ports.ts'
import { FieldsBeforeList } from './fields-before-list.tsx'
import { stepsAt } from './figures-of.ts'
import { LargeJson } from './large-json.tsx'
import { PinDialog } from './pin-dialog.tsx'
import type { Trying } from './use-trying.ts'

export type DataPanelProps = {
  trying: Trying
  stale: ReadonlySet<string>
  /** How far it may reach to the right: the form beside it stays free. */
  right: number
  onRun: (scope: TryScope) => void
  onClose: () => void
}

/** Beside the form: what went into the chosen block and what came out, in the run that is shown, and the ways to try it. */
export function DataPanel({ trying, stale, right, onRun, onClose }: DataPanelProps) {
  const { readOnly } = useTools()
  const { slug } = useWorkspace()
  const selected = useEditor((state) => (state.selection.nodes.length === 1 ? state.selection.nodes[0] : undefined))
  const { runs, shown, followed, starting } = trying
  const detail = followed?.run
  return (
    <section aria-label="Try it" style={{ right }} className="absolute bottom-0 left-0 z-20 flex h-72 max-h-[55%] flex-col border-t bg-card max-md:right-0!">
      <header className="relative flex min-h-11 shrink-0 flex-wrap items-center gap-x-1.5 gap-y-1 border-b py-1.5 pr-10 pl-3">
        {readOnly ? null : (
          <Button size="sm" variant="primary" busy={starting} onClick={() => onRun({ kind: 'all' })}>
            <Play aria-hidden="true" /> Try the draft
          </Button>
        )}
        {shown === null ? null : (
          <>
            <Select label="Run" size="sm" className="w-36!" value={shown} onChange={trying.pick} items={runItems(runs, shown)} />
            {detail ? <RunStatusBadge status={detail.status} /> : null}
            <ButtonLink href={`/${slug}/runs/${shown}`} variant="ghost" size="sm" aria-label="Open the run" title="Open the run">
              <ExternalLink aria-hidden="true" />
            </ButtonLink>
          </>
        )}
        <span className="flex-1" />
        {selected !== undefined && !readOnly ? (
          <>
            <Button size="sm" focusableWhenDisabled disabled={starting} onClick={() => onRun({ kind: 'to', node: selected })}>
              <ArrowRightToLine aria-hidden="true" /> Run to here
            </Button>
            <Button size="sm" focusableWhenDisabled disabled={starting} onClick={() => onRun({ kind: 'only', node: selected })}>
              <Crosshair aria-hidden="true" /> Only this one
            </Button>
            <Button size="sm" focusableWhenDisabled disabled={starting || shown === null} onClick={() => onRun({ kind: 'from', node: selected })}>
              <RotateCcw aria-hidden="true" /> Rerun from here
            </Button>
          </>
        ) : null}
        <IconButton label="Close" size="sm" className="absolute top-2 right-1.5" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-3">
        {detail?.error && isOver(detail.status) ? (
          <p role="alert" className="mb-3 rounded-md bg-destructive-soft px-3 py-2 text-sm text-destructive">
            {detail.error.message}
          </p>
        ) : null}
        {detail?.status === 'waiting' ? <Questions run={detail.id} /> : null}
        {selected === undefined ? (
          <p className="text-sm text-muted-foreground">
            {shown === null && !trying.loading
              ? 'Nothing was run yet. Try the draft: nothing is published by it.'
              : 'Choose a block to see what went in and what came out.'}
          </p>
        ) : (
          <BlockData key={selected} node={selected} trying={trying} stale={stale.has(selected)} />
        )}
      </div>
    </section>
  )
}

function runItems(runs: readonly RunSummary[], shown: string): { value: string; label: string; hint?: string }[] {
  const now = Date.now()
  const items = runs.map(({ id, createdAt, revisionNumber, status }) => ({
    value: id,
    label: `${revisionNumber === 0 ? 'Draft' : `Revision ${revisionNumber}`}, ${agoText(createdAt, now)}`,
    hint: status,
  }))
  return items.some(({ value }) => value === shown) ? items : [{ value: shown, label: 'The run just begun' }, ...items]
}

/** What the run stands still for, to answer in place. */
function Questions({ run }: { run: string }) {
  const { slug: workspace } = useWorkspace()
  const waits = useData(listWaitsContract, { workspace }, { every: 3000 })
  const own = (waits.data?.waits ?? []).filter(({ runId }) => runId === run)
  if (own.length === 0) return null
  return (
    <ul aria-label="It waits for an answer" className="mb-3 overflow-hidden rounded-lg border">
      {own.map((wait) => (
        <WaitingRow key={wait.id} wait={wait} workspace={workspace} />
      ))}
    </ul>
  )
}

function BlockData({ node, trying, stale }: { node: string; trying: Trying; stale: boolean }) {
  const { store, readOnly } = useTools()
  const placed = useEditor((state) => state.flow.nodes[node])
  const [turn, setTurn] = useState<string | null>(null)
  const [editing, setEditing] = useState(false)
  const { followed, pins, pin, unpin, shown } = trying
  const ran = followed?.run.flow
  const steps = ran && followed ? stepsAt(ran, followed.state, node) : []
  const step = steps.find(({ path }) => path === turn) ?? steps.at(-1)
  const pinned = pins.get(node)
  const card = store.catalogue.get(placed?.block ?? '')
  const title = placed ? titleOf(placed, card) : node
  const output = step && isObject(step.output) ? step.output : undefined
  const empty = Object.fromEntries((card?.outputs ?? []).map(({ name }): [string, Json] => [name, null]))
  return (
    <>
      <div className="mb-2 flex min-h-7 flex-wrap items-center gap-2">
        <h3 className="text-sm font-medium">{title}</h3>
        {pinned ? (
          <Badge tone="ember" title={`By ${pinned.by}. Only when the draft is tried.`}>
            Pinned
          </Badge>
        ) : null}
        {stale && step ? (
          <Badge tone="warning" title="The draft has changed since. Run it again to see what it gives now.">
            Stale
          </Badge>
        ) : null}
        {step ? <span className="text-xs text-muted-foreground">{wordsOf(step)}</span> : null}
        {steps.length > 1 ? (
          <Select
            label="Turn"
            size="sm"
            className="w-32!"
            value={step?.path ?? ''}
            onChange={setTurn}
            items={steps.map(({ path }, at) => ({ value: path, label: `Turn ${at + 1} of ${steps.length}` }))}
          />
        ) : null}
        <span className="flex-1" />
        {readOnly || card?.container === undefined ? null : <span className="text-xs text-muted-foreground">with all it holds</span>}
        {readOnly || !placed ? null : (
          <>
            {pinned ? (
              <Button size="sm" variant="ghost" onClick={() => void unpin(node)}>
                <PinOff aria-hidden="true" /> Unpin
              </Button>
            ) : output ? (
              <Button size="sm" variant="ghost" onClick={() => void pin(node, output)}>
                <Pin aria-hidden="true" /> Pin output
              </Button>
            ) : null}
            <Button size="sm" variant="ghost" onClick={() => setEditing(true)}>
              <PencilLine aria-hidden="true" /> {pinned ? 'Edit the pin' : 'Edit and pin'}
            </Button>
          </>
        )}
      </div>
      {step?.error ? <p className="mb-2 rounded-md bg-destructive-soft px-3 py-2 text-sm text-destructive">{step.error.message}</p> : null}
      {step === undefined && !pinned ? <p className="text-sm text-muted-foreground">This block was not reached in the run that is shown.</p> : null}
      <div className="grid gap-4 md:grid-cols-2">
        <Side>{step?.input !== undefined && shown ? <LargeJson label="Input" run={shown} value={step.input} /> : null}</Side>
        <Side>
          {step?.output !== undefined && shown ? (
            <LargeJson label="Output" run={shown} value={step.output} />
          ) : pinned && shown ? (
            <LargeJson label="Pinned output" run={shown} value={pinned.output} />
          ) : null}
        </Side>
      </div>
      <FieldsBeforeList node={node} trying={trying} />
      {editing ? (
        <PinDialog title={title} output={pinned?.output ?? output ?? empty} onPin={(next) => pin(node, next)} onClose={() => setEditing(false)} />
      ) : null}
    </>
  )
}

function Side({ children }: { children: ReactNode }) {
  return <div className="min-w-0">{children}</div>
}

function wordsOf({ status, attempt, ms }: NodeState): string {
  if (attempt?.startsWith('0.')) return 'not done in this run: taken over'
  if (status === 'skipped') return 'skipped'
  if (status === 'running' || status === 'waiting') return status
  return ms === undefined ? status : durationText(ms)
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
