import type { Metadata } from 'next'
import { RoomsPage } from '../../../../components/room/index.ts'

export const metadata: Metadata = { title: 'Rooms' }

export default function Page() {
  return <RoomsPage />
}
