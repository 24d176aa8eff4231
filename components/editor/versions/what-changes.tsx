'use client'
import { useMemo } from 'react'
import { diffFlows } from '../../../server/engine/diff-flows.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Skeleton } from '../../ui/index.ts'
import { useEditor, useTools } from '../context.ts'
import { useSide } from './sides.ts'
import { summaryOf } from './summary.ts'

/** What publishing would make of the revision that is live, in one line. */
export function WhatChanges({ agent, live }: { agent: string; live: number }) {
  const { store } = useTools()
  const { slug: workspace } = useWorkspace()
  const draft = useEditor((state) => state.flow)
  const { flow } = useSide({ workspace, agent, draft }, live)
  const words = useMemo(() => flow && summaryOf(diffFlows(flow, draft, store.catalogue)), [flow, draft, store])
  if (words === undefined) return <Skeleton className="h-5" />
  return (
    <p role="status" className="text-sm">
      <span className="text-muted-foreground">Since revision {live}: </span>
      {words === 'No difference' ? 'only the flows it calls' : words}.
    </p>
  )
}
