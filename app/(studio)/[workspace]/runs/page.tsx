import type { Metadata } from 'next'
import { z } from 'zod'
import { RunsPage } from '../../../../components/runs/runs-page.tsx'
import { runStatusSchema } from '../../../../server/runs/contract.ts'

export const metadata: Metadata = { title: 'Runs' }

/** An address with a filter nobody knows shows everything, not an error. */
const filterSchema = z.object({ status: runStatusSchema.optional().catch(undefined), agent: z.uuid().optional().catch(undefined) })

export default async function Runs({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  return <RunsPage filter={filterSchema.parse(await searchParams)} />
}
