'use client'
import dynamic from 'next/dynamic'
import { useMemo, useState } from 'react'
import type { Flow } from '../../server/engine/flow.ts'
import type { RunState } from '../../server/engine/run-state.ts'
import { listBlocksContract } from '../../server/flows/contract.ts'
import { useData } from '../data/use-data.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { lightsOf, nodeOfPath } from './lights-of.ts'
import { repeatedOf } from './repeated.ts'
import './run-canvas.css'
import { StepDetail } from './step-detail.tsx'
import { stepsOf } from './step-list.ts'

const waitingLook = () => <Skeleton className="size-full" />
const FlowView = dynamic(() => import('../editor/flow-view.tsx').then((editor) => editor.FlowView), { ssr: false, loading: waitingLook })

/** A loop may have gone round a thousand times. */
const mostSteps = 10

/** The flow of the very revision that ran, lit by what has happened; a block opens to what it did. */
export function RunCanvas({ flow, state }: { flow: Flow; state: RunState }) {
  const blocks = useData(listBlocksContract, {})
  const catalogue = useMemo(() => new Map(blocks.data?.blocks.map((card) => [card.id, card])), [blocks.data])
  const lights = useMemo(() => lightsOf(flow, state), [flow, state])
  const [picked, setPicked] = useState<string | null>(null)
  if (blocks.isError) return <ErrorState error={blocks.error} onRetry={() => blocks.refetch()} retrying={blocks.isFetching} />
  const steps = picked === null ? [] : stepsOf(state, flow, (block) => catalogue.get(block)?.title).filter(({ node }) => nodeOfPath(flow, node.path) === picked)
  return (
    <div className="grid gap-3">
      <div className="relative h-[26rem] overflow-hidden rounded-lg border max-sm:h-80">
        {blocks.data ? <FlowView flow={flow} catalogue={catalogue} lights={lights} onPick={setPicked} /> : waitingLook()}
      </div>
      {picked === null ? (
        <p className="text-sm text-muted-foreground">Choose a block to see what went in and what came out.</p>
      ) : steps.length === 0 ? (
        <p className="text-sm text-muted-foreground">This block has not been reached at this point of the run.</p>
      ) : (
        <section aria-label="Chosen block" className="overflow-hidden rounded-lg border bg-card">
          {steps.length > mostSteps ? (
            <p className="border-b px-4 py-2 text-xs text-muted-foreground">
              The latest {mostSteps} of {steps.length.toLocaleString('en')}. All are under Steps.
            </p>
          ) : null}
          {steps.slice(-mostSteps).map((step) => (
            <div key={step.node.path}>
              <h3 className="border-t px-4 py-2 text-sm font-medium first:border-t-0">
                {step.turn === null ? '' : `${step.turn}. `}
                {step.title}
              </h3>
              <StepDetail step={step} repeated={repeatedOf(step.node, catalogue.get(step.node.block ?? ''))} />
            </div>
          ))}
        </section>
      )}
    </div>
  )
}
