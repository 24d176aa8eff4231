'use client'
import { useRouter } from 'next/navigation'
import { useMemo, useRef } from 'react'
import { newId } from '../../server/kernel/ids.ts'
import { answerAgainContract, forkRoomContract, listRoomsContract, reactContract } from '../../server/rooms/contract.ts'
import { useAction } from '../data/use-data.ts'
import type { MessageActs } from './reader.ts'

/** What can be done with the messages of a room. One object for as long as nothing about it changes, so that what is drawn stays drawn. */
export function useMessageActs(workspace: string, room: string, mayPost: boolean, quote: (text: string) => void): MessageActs | undefined {
  const router = useRouter()
  const latest = useRef(quote)
  latest.current = quote
  const { mutate: react } = useAction(reactContract)
  const { mutate: again } = useAction(answerAgainContract)
  const { mutate: fork, isPending } = useAction(forkRoomContract, {
    refresh: [listRoomsContract],
    onDone: ({ id }) => router.push(`/${workspace}/rooms/${id}`),
  })
  return useMemo(() => {
    if (!mayPost) return undefined
    return {
      quote: (text) => latest.current(text),
      react: (message, emoji, on) => react({ workspace, room, message, emoji, on }),
      again: (run) => again({ workspace, room, run, id: newId() }),
      branch: (item, text) => fork({ workspace, room, id: newId(), item: item.id, ...(text === undefined ? {} : { message: { id: newId(), text } }) }),
      branching: isPending,
    }
  }, [workspace, room, mayPost, react, again, fork, isPending])
}
