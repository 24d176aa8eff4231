'use client'
import { ReactFlowProvider } from '@xyflow/react'
import { useMemo } from 'react'
import { listEnvironmentsContract } from '../../server/environments/contract.ts'
import { getAgentContract, listAgentsContract, listBlocksContract } from '../../server/flows/contract.ts'
import { listConnectionsContract } from '../../server/models/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { ErrorState } from '../ui/index.ts'
import { Editor } from './editor.tsx'
import { EditorSkeleton } from './editor-skeleton.tsx'
import { useSharedFlow } from './use-shared-flow.ts'

/** An agent's page: its flow, to look at or to change. */
export function AgentEditor({ agent }: { agent: string }) {
  const { slug: workspace, can, person } = useWorkspace()
  const found = useData(getAgentContract, { workspace, agent })
  const blocks = useData(listBlocksContract, {})
  const models = useData(listConnectionsContract, { workspace })
  const agents = useData(listAgentsContract, { workspace })
  const environments = useData(listEnvironmentsContract, { workspace })
  const catalogue = useMemo(() => new Map(blocks.data?.blocks.map((card) => [card.id, card])), [blocks.data])
  const help = useMemo(
    () => ({
      catalogue,
      models: (models.data?.connections ?? []).map(({ provider, defaultModel, label }) => ({ value: `${provider}/${defaultModel}`, label })),
      agents: (agents.data?.agents ?? []).filter(({ id }) => id !== agent).map(({ id, name }) => ({ id, name })),
      secrets: environments.data?.secrets.map(({ name }) => name) ?? [],
    }),
    [catalogue, models.data, agents.data, environments.data, agent],
  )
  const draft = useSharedFlow({ workspace, agent, person: person.id }, found.data !== undefined)
  // what was there stays on screen when it cannot be asked for again
  const failed = (found.data ? null : found.error) ?? (blocks.data ? null : blocks.error) ?? (draft.kind === 'failed' ? draft.error : null)
  if (failed) {
    return (
      <div className="flex h-full items-center justify-center p-6">
        <ErrorState
          title={failed.message}
          error={null}
          onRetry={() => {
            void found.refetch()
            void blocks.refetch()
            if (draft.kind === 'failed') draft.retry()
          }}
          retrying={found.isFetching || blocks.isFetching}
        />
      </div>
    )
  }
  if (!found.data || !blocks.data || draft.kind !== 'open') return <EditorSkeleton />
  return (
    <ReactFlowProvider key={agent}>
      <Editor
        workspace={workspace}
        agent={found.data}
        draft={draft.flow}
        catalogue={catalogue}
        help={help}
        readOnly={!can('agent:edit')}
        canStart={can('run:start')}
      />
    </ReactFlowProvider>
  )
}
