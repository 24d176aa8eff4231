'use client'
import { useMemo } from 'react'
import type { Flow } from '../../server/engine/flow.ts'
import { emptyRun, foldRun, type RunState } from '../../server/engine/run-state.ts'
import { getRunContract, listRunsContract } from '../../server/runs/contract.ts'
import type { ExpressionHelp } from '../block-form/index.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { useTools } from './context.ts'
import { expressionHelp } from './state/expression-help.ts'
import { valuesOfRun } from './state/values-of-run.ts'

/** Help with the expressions of one block; the last run is only asked for where there is an expression. */
export function useExpressionHelp(node: string, flow: Flow): ExpressionHelp {
  const { store, agent } = useTools()
  const { slug: workspace } = useWorkspace()
  const speaks = Object.values(flow.nodes[node]?.inputs ?? {}).some(({ kind }) => kind === 'expression')
  const listed = useData(listRunsContract, { workspace, ...(agent ? { agent } : {}), limit: 1 }, { enabled: speaks && agent !== undefined })
  const last = listed.data?.runs[0]?.id
  const run = useData(getRunContract, { workspace, run: last ?? '' }, { enabled: speaks && last !== undefined })
  const entries = run.data?.entries
  const state = useMemo(() => entries?.reduce<RunState>((folded, { event, at }) => foldRun(folded, event, at), emptyRun), [entries])
  return useMemo(() => expressionHelp(node, flow, store.catalogue, state ? valuesOfRun(node, flow, store.catalogue, state) : {}), [node, flow, store, state])
}
