'use client'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import type { ConversationEntry } from '../../server/conversation/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import { guestFeedContract, guestHeader, guestMessageContract, guestOlderContract, guestRoomContract } from '../../server/links/contract.ts'
import { addressOf, api } from '../api.ts'
import { type RoomSession, type RoomView, roomSession } from '../room/room-session.ts'
import { outboxFor } from './sessions.ts'

export type GuestRoom = z.output<typeof guestRoomContract.output>

/** The guest's conversation, opened and followed while the page shows it. The session names the room. */
export function useGuestRoom(link: string, sessionToken: string): { session: RoomSession; view: RoomView; room: GuestRoom | null } {
  const [room, setRoom] = useState<GuestRoom | null>(null)
  const [session] = useState(() => {
    const headers = { [guestHeader]: sessionToken }
    return roomSession({
      snapshot: async () => {
        const snapshot = await api(guestRoomContract, { link }, undefined, headers)
        return { ...snapshot, entries: snapshot.entries as ConversationEntry[] }
      },
      older: async (before) => {
        const page = await api(guestOlderContract, { link, before }, undefined, headers)
        return { from: page.from, entries: page.entries as ConversationEntry[] }
      },
      post: ({ id, text, files }) => api(guestMessageContract, { link, id, text, files: files.map((file) => file.id) }, undefined, headers),
      address: (after) => addressOf(guestFeedContract, { link, after }).url,
      headers,
      outbox: outboxFor(sessionToken),
      newId,
      now: () => new Date().toISOString(),
      soon: (work) => (document.hidden ? setTimeout(work, 200) : requestAnimationFrame(work)),
      onSnapshot: setRoom,
    })
  })
  useEffect(() => session.start(), [session])
  useEffect(() => {
    const hurry = () => !document.hidden && session.reload()
    window.addEventListener('online', hurry)
    document.addEventListener('visibilitychange', hurry)
    return () => {
      window.removeEventListener('online', hurry)
      document.removeEventListener('visibilitychange', hurry)
    }
  }, [session])
  return { session, view: useSyncExternalStore(session.subscribe, session.view, session.view), room }
}
