'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { z } from 'zod'
import type { ConversationEntry } from '../../server/conversation/index.ts'
import { newId } from '../../server/kernel/ids.ts'
import {
  listRoomsContract,
  olderEntriesContract,
  postMessageContract,
  roomFeedContract,
  roomSnapshotContract,
  writeCardStateContract,
} from '../../server/rooms/contract.ts'
import { addressOf, api } from '../api.ts'
import { browserKeep } from '../kept.ts'
import { type CardKeeping, cardKeeping } from './card-keeping.ts'
import { outboxOf } from './outbox.ts'
import { firstMessages, olderMessages } from './page-size.ts'
import { type RoomSession, type RoomView, roomSession } from './room-session.ts'

export type Post = (message: { id: string; text: string; files: string[] }) => Promise<unknown>
export type RoomSnapshot = z.output<typeof roomSnapshotContract.output>

/** Opens a room and follows it while the page shows it. Give the component that calls this the room's id as its key. */
export function useRoom(
  workspace: string,
  room: string,
  personId: string,
  /** How a message is said, where it is not in the usual way. */
  post?: Post,
): { session: RoomSession; view: RoomView; summary: RoomSnapshot | null; cards: CardKeeping } {
  const client = useQueryClient()
  const [summary, setSummary] = useState<RoomSnapshot | null>(null)
  const [cards] = useState(() => cardKeeping((card, state, shared) => api(writeCardStateContract, { workspace, room, card, state, shared })))
  const [session] = useState(() =>
    roomSession({
      snapshot: async () => {
        const snapshot = await api(roomSnapshotContract, { workspace, room, messages: firstMessages })
        // the contract knows entries by their type only; what they hold is the feed's, checked when it was written
        return { ...snapshot, entries: snapshot.entries as ConversationEntry[] }
      },
      older: async (before, far) => {
        const page = await api(olderEntriesContract, { workspace, room, before, ...(far ? {} : { messages: olderMessages }) })
        return { from: page.from, entries: page.entries as ConversationEntry[] }
      },
      post: ({ id, text, files }) => {
        const message = { id, text, files: files.map((file) => file.id) }
        return post ? post(message) : api(postMessageContract, { workspace, room, ...message })
      },
      address: (after) => addressOf(roomFeedContract, { workspace, room, after }).url,
      outbox: outboxOf(browserKeep(), personId, room),
      newId,
      now: () => new Date().toISOString(),
      soon: (work) => (document.hidden ? setTimeout(work, 200) : requestAnimationFrame(work)),
      onSnapshot: (snapshot) => {
        cards.learn(snapshot.cards)
        setSummary(snapshot)
      },
      onSent: () => void client.invalidateQueries({ queryKey: [listRoomsContract.id] }),
    }),
  )
  useEffect(() => session.start(), [session])
  useEffect(() => {
    const hurry = () => (document.hidden ? cards.flush() : session.reload())
    window.addEventListener('online', hurry)
    document.addEventListener('visibilitychange', hurry)
    return () => {
      window.removeEventListener('online', hurry)
      document.removeEventListener('visibilitychange', hurry)
      cards.flush()
    }
  }, [session, cards])
  const view = useSyncExternalStore(session.subscribe, session.view, session.view)
  return { session, view, summary, cards }
}
