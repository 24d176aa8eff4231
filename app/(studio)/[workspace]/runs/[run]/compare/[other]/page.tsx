import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ComparePage } from '../../../../../../../components/runs/compare-page.tsx'
import { idSchema } from '../../../../../../../server/kernel/ids.ts'

export const metadata: Metadata = { title: 'Two runs' }

export default async function Compare({ params }: { params: Promise<{ run: string; other: string }> }) {
  const { run, other } = await params
  if (!idSchema.safeParse(run).success || !idSchema.safeParse(other).success) notFound()
  return <ComparePage one={run} other={other} />
}
