import type { Metadata } from 'next'
import { AgentEditor } from '../../../../../components/editor/index.ts'

export const metadata: Metadata = { title: 'Flow' }

export default async function Page({ params }: { params: Promise<{ agent: string }> }) {
  const { agent } = await params
  return <AgentEditor key={agent} agent={agent} />
}
