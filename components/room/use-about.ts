'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { type AboutRoom, aboutRoomContract, listRoomsContract } from '../../server/rooms/contract.ts'
import { useData } from '../data/use-data.ts'

/** Who is in a room and how it works; asked again when the feed tells that this changed. */
export function useAbout(workspace: string, room: string, changed: number): AboutRoom | undefined {
  const client = useQueryClient()
  const { data } = useData(aboutRoomContract, { workspace, room })
  useEffect(() => {
    if (changed === 0) return
    for (const { id } of [aboutRoomContract, listRoomsContract]) void client.invalidateQueries({ queryKey: [id] })
  }, [client, changed])
  return data
}
