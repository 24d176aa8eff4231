'use client'
import { createContext, type ReactNode, useContext } from 'react'
import type { Role } from '../../server/kernel/principal.ts'

export type Place = {
  id: string
  slug: string
  name: string
  role: Role
  /** What the role allows, such as `agent:edit`. The server decides again on every command; this only spares people buttons that would refuse. */
  allowed: readonly string[]
  person: { id: string; name: string; email: string }
  workspaces: readonly { id: string; slug: string; name: string }[]
}

const PlaceContext = createContext<Place | null>(null)

export function WorkspaceProvider({ place, children }: { place: Place; children: ReactNode }) {
  return <PlaceContext value={place}>{children}</PlaceContext>
}

/** The workspace this page is in, who is looking, and what they may do here. */
export function useWorkspace(): Place & { can: (action: string) => boolean } {
  const place = useContext(PlaceContext)
  if (!place) throw new Error('useWorkspace is for pages of a workspace')
  return { ...place, can: (action) => place.allowed.includes(action) }
}
