'use client'
import { ReactFlowProvider } from '@xyflow/react'
import { useMemo } from 'react'
import { getAgentContract, listAgentsContract, listBlocksContract } from '../../server/flows/contract.ts'
import { listConnectionsContract } from '../../server/models/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { ErrorState } from '../ui/index.ts'
import { Editor } from './editor.tsx'
import { EditorSkeleton } from './editor-skeleton.tsx'

/** An agent's page: its flow, to look at or to change. */
export function AgentEditor({ agent }: { agent: string }) {
  const { slug: workspace, can } = useWorkspace()
  const found = useData(getAgentContract, { workspace, agent })
  const blocks = useData(listBlocksContract, {})
  const models = useData(listConnectionsContract, { workspace })
  const agents = useData(listAgentsContract, { workspace })
  const catalogue = useMemo(() => new Map(blocks.data?.blocks.map((card) => [card.id, card])), [blocks.data])
  const help = useMemo(
    () => ({
      catalogue,
      models: (models.data?.connections ?? []).map(({ provider, defaultModel, label }) => ({ value: `${provider}/${defaultModel}`, label })),
      agents: (agents.data?.agents ?? []).filter(({ id }) => id !== agent).map(({ id, name }) => ({ id, name })),
    }),
    [catalogue, models.data, agents.data, agent],
  )
  const failed = found.error ?? blocks.error
  if (failed) {
    return (
      <div className="flex h-full items-center justify-center p-6">
        <ErrorState
          title={failed.message}
          error={null}
          onRetry={() => {
            void found.refetch()
            void blocks.refetch()
          }}
          retrying={found.isFetching || blocks.isFetching}
        />
      </div>
    )
  }
  if (!found.data || !blocks.data) return <EditorSkeleton />
  return (
    <ReactFlowProvider key={agent}>
      <Editor workspace={workspace} agent={found.data} catalogue={catalogue} help={help} readOnly={!can('agent:edit')} canStart={can('run:start')} />
    </ReactFlowProvider>
  )
}
