'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useSyncExternalStore } from 'react'
import { getAgentContract } from '../../server/flows/contract.ts'
import type { Status } from './state/flow-sync.ts'
import type { OpenFlow } from './use-shared-flow.ts'

const rest = 700

/** How it stands with the draft. When it has changed and hands rest, what else is known of the agent is asked again. */
export function useStatus({ status, sync }: OpenFlow, { workspace, agent }: { workspace: string; agent: string }): Status {
  const client = useQueryClient()
  const now = useSyncExternalStore(status.subscribe, status.get, status.get)
  useEffect(() => {
    const first = now.version
    const timer = setTimeout(() => {
      const known = client.getQueryData<{ draftVersion: number }>([getAgentContract.id, { workspace, agent }])
      if (sync.isClean() && known?.draftVersion !== first) void client.invalidateQueries({ queryKey: [getAgentContract.id, { workspace, agent }] })
    }, rest)
    return () => clearTimeout(timer)
  }, [client, sync, workspace, agent, now.version])
  return now
}
