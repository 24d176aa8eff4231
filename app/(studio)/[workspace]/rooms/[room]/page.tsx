import type { Metadata } from 'next'
import { RoomView } from '../../../../../components/room/index.ts'

export const metadata: Metadata = { title: 'Room' }

export default async function Page({ params }: { params: Promise<{ workspace: string; room: string }> }) {
  const { room } = await params
  return <RoomView key={room} roomId={room} />
}
