import type { Metadata } from 'next'
import { LinksSettings } from '../../../../../components/links/index.ts'

export const metadata: Metadata = { title: 'Chat links' }

export default async function Page({ searchParams }: { searchParams: Promise<{ agent?: string | string[] }> }) {
  const { agent } = await searchParams
  return <LinksSettings key={String(agent)} agent={typeof agent === 'string' ? agent : undefined} />
}
