'use client'
import { useRouter } from 'next/navigation'
import { createRoomContract, listRoomsContract } from '../../server/rooms/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'

/** Opens a new room with an agent and goes there. */
export function useTalk() {
  const { slug } = useWorkspace()
  const router = useRouter()
  const open = useAction(createRoomContract, { refresh: [listRoomsContract], onDone: (room) => router.push(`/${slug}/rooms/${room.id}`) })
  return { talk: (agent: string) => open.mutate({ workspace: slug, agent }), busy: open.isPending }
}
