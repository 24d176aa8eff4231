'use client'
import { useRouter } from 'next/navigation'
import type { EnvironmentName } from '../../server/environments/contract.ts'
import { createRoomContract, listRoomsContract } from '../../server/rooms/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'

export type AgentThread = {
  /** Opens a new thread with an agent, which is a room, and goes there. */
  begin: (agent: string, environment?: EnvironmentName) => void
  /** The agent whose thread is being opened, until its page is there. */
  beginning: string | null
  error: Error | null
}

/** Talking to an agent from wherever it is shown. `quiet`: who asks shows the error itself. */
export function useAgentThread({ quiet = false } = {}): AgentThread {
  const { slug: workspace } = useWorkspace()
  const router = useRouter()
  const open = useAction(createRoomContract, { refresh: [listRoomsContract], onDone: (room) => router.push(`/${workspace}/rooms/${room.id}`), quiet })
  return {
    begin: (agent, environment) => open.mutate({ workspace, agent, ...(environment ? { environment } : {}) }),
    beginning: open.isPending || open.isSuccess ? (open.variables?.agent ?? null) : null,
    error: open.error,
  }
}
