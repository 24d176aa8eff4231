'use client'
import { ReactFlowProvider } from '@xyflow/react'
import { useMemo, useState } from 'react'
import type { Catalogue } from '../../server/engine/card.ts'
import type { Flow } from '../../server/engine/flow.ts'
import { Canvas } from './canvas.tsx'
import { EditorContext, type EditorTools } from './context.ts'
import { type Lights, LightsContext } from './lights.ts'
import { type Marks, MarksContext } from './marks.ts'
import { unfolded } from './state/groups.ts'
import { createProblemBoard } from './state/problem-board.ts'
import { createStore } from './store.ts'

export type FlowViewProps = { flow: Flow; catalogue: Catalogue; lights?: Lights; marks?: Marks; onPick: (node: string) => void }

/** A flow to look at: the editor's own canvas, lit by a run or marked by what changed, with nothing to change. A flow that changes needs a new `key`. */
export function FlowView({ flow, catalogue, lights, marks, onPick }: FlowViewProps) {
  const [store] = useState(() => createStore(unfolded(flow), catalogue))
  const tools = useMemo<EditorTools>(
    () => ({ store, readOnly: true, help: { catalogue, models: [], agents: [] }, problems: createProblemBoard(), ask: () => undefined, show: () => undefined }),
    [store, catalogue],
  )
  return (
    <ReactFlowProvider>
      <EditorContext value={tools}>
        <LightsContext value={lights ?? null}>
          <MarksContext value={marks ?? null}>
            <Canvas onPick={onPick} />
          </MarksContext>
        </LightsContext>
      </EditorContext>
    </ReactFlowProvider>
  )
}
