import type { Metadata } from 'next'
import { preload } from 'react-dom'
import { addressOf } from '../../../../../components/api.ts'
import { RoomView } from '../../../../../components/room/index.ts'
import { firstMessages } from '../../../../../components/room/page-size.ts'
import { roomSnapshotContract } from '../../../../../server/rooms/contract.ts'

export const metadata: Metadata = { title: 'Room' }

export default async function Page({ params }: { params: Promise<{ workspace: string; room: string }> }) {
  const { workspace, room } = await params
  // what the room asks for as soon as it lives is on its way beside its scripts
  preload(addressOf(roomSnapshotContract, { workspace, room, messages: firstMessages }).url, { as: 'fetch', crossOrigin: 'anonymous' })
  return <RoomView key={room} roomId={room} />
}
