import type { Metadata } from 'next'
import { runFilterSchema } from '../../../../components/runs/run-filter.ts'
import { RunsPage } from '../../../../components/runs/runs-page.tsx'

export const metadata: Metadata = { title: 'Runs' }

export default async function Runs({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  return <RunsPage filter={runFilterSchema.parse(await searchParams)} />
}
