'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { listNoticesContract } from '../../server/notices/contract.ts'
import { listRoomsContract, markReadContract } from '../../server/rooms/contract.ts'
import { api } from '../api.ts'

const soon = 600

/** Tells that everything up to here was read, while the room's end is in view. Missed once, it is told with the next message. */
export function useReadMark(workspace: string, room: string, seq: number, inView: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!inView || seq === 0) return
    const timer = setTimeout(() => {
      if (document.hidden) return
      api(markReadContract, { workspace, room, seq }).then(
        () => Promise.all([listRoomsContract, listNoticesContract].map(({ id }) => client.invalidateQueries({ queryKey: [id] }))),
        () => undefined,
      )
    }, soon)
    return () => clearTimeout(timer)
  }, [client, workspace, room, seq, inView])
}
