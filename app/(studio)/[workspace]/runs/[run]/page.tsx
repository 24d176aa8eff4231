import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RunPage } from '../../../../../components/runs/run-page.tsx'
import { idSchema } from '../../../../../server/kernel/ids.ts'

export const metadata: Metadata = { title: 'Run' }

export default async function Run({ params }: { params: Promise<{ run: string }> }) {
  const { run } = await params
  if (!idSchema.safeParse(run).success) notFound()
  return <RunPage runId={run} />
}
