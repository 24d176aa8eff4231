'use client'
import { useEffect } from 'react'
import { interfaceOf } from '../../server/engine/interface.ts'
import { getAgentContract } from '../../server/flows/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { useEditor, useTools } from './context.ts'
import { sameData } from './state/flow-edit.ts'

/** Keeps the ports of a block that calls another flow as that flow's own: what it takes and what it gives. */
export function CalledFlow({ node, agent }: { node: string; agent: string }) {
  const { store, readOnly } = useTools()
  const { slug: workspace } = useWorkspace()
  const ports = useEditor((state) => state.flow.nodes[node]?.ports)
  const called = useData(getAgentContract, { workspace, agent })
  const flow = called.data?.draft
  useEffect(() => {
    if (!flow || readOnly) return
    const { inputs, outputs } = interfaceOf(flow, store.catalogue)
    if (!sameData(ports?.inputs ?? [], inputs)) store.perform({ kind: 'set-ports', node, side: 'inputs', ports: inputs })
    if (!sameData(ports?.outputs ?? [], outputs)) store.perform({ kind: 'set-ports', node, side: 'outputs', ports: outputs })
  }, [flow, ports, node, readOnly, store])
  return called.isError ? (
    <p role="status" className="border-t px-4 py-3 text-xs text-muted-foreground">
      Its flow cannot be read: {called.error.message}
    </p>
  ) : null
}
