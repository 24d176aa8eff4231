'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ListTree } from 'lucide-react'
import { usePathname, useRouter } from 'next/navigation'
import { listAgentsContract } from '../../server/flows/contract.ts'
import { listRunsContract, type RunStatus, runStatusSchema } from '../../server/runs/contract.ts'
import { api } from '../api.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Page } from '../ui/page.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { Select } from '../ui/select.tsx'
import { RunRow } from './run-row.tsx'
import { statusWords } from './run-status.tsx'

export type RunFilter = { status?: RunStatus; agent?: string }

export function RunsPage({ filter }: { filter: RunFilter }) {
  const { slug } = useWorkspace()
  const filtered = filter.status !== undefined || filter.agent !== undefined
  const runs = useInfiniteQuery({
    queryKey: [listRunsContract.id, { workspace: slug, ...filter }],
    queryFn: ({ pageParam, signal }) => api(listRunsContract, { workspace: slug, ...filter, ...(pageParam ? { before: pageParam } : {}) }, signal),
    initialPageParam: '',
    getNextPageParam: (last) => (last.more ? last.runs.at(-1)?.id : undefined),
    refetchInterval: 5_000,
  })
  const rows = runs.data?.pages.flatMap((page) => page.runs) ?? []
  return (
    <Page>
      <PageHeader title="Runs" description="Everything agents did here, newest first. A run opens to its steps: what went in, what came out, who said yes." />
      <Filters filter={filter} />
      {runs.isPending ? (
        <RowSkeletons rows={6} />
      ) : runs.isError && rows.length === 0 ? (
        <ErrorState error={runs.error} onRetry={() => runs.refetch()} retrying={runs.isFetching} />
      ) : rows.length === 0 ? (
        <EmptyState icon={<ListTree />} title={filtered ? 'No runs like that' : 'No runs yet'}>
          {filtered ? 'Choose another state or agent above.' : 'A message to an agent starts one. It stays here, whatever becomes of it.'}
        </EmptyState>
      ) : (
        <>
          <ul aria-label="Runs" className="overflow-hidden rounded-lg border bg-card">
            {rows.map((run) => (
              <RunRow key={run.id} run={run} slug={slug} />
            ))}
          </ul>
          {runs.hasNextPage ? (
            <div className="mt-3 flex justify-center">
              <Button onClick={() => runs.fetchNextPage()} busy={runs.isFetchingNextPage}>
                Show older runs
              </Button>
            </div>
          ) : null}
        </>
      )}
    </Page>
  )
}

const anything = 'any'

function Filters({ filter }: { filter: RunFilter }) {
  const { slug } = useWorkspace()
  const agents = useData(listAgentsContract, { workspace: slug })
  const router = useRouter()
  const path = usePathname()
  const choose = (change: Record<keyof RunFilter, string | undefined>) => {
    const query = new URLSearchParams(Object.entries(change).flatMap(([name, value]) => (value && value !== anything ? [[name, value]] : [])))
    router.replace(query.size > 0 ? `${path}?${query}` : path, { scroll: false })
  }
  const states = runStatusSchema.options.map((value) => ({ value, label: statusWords[value].label }))
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <div className="w-44 max-sm:flex-1">
        <Select
          label="State"
          size="sm"
          value={filter.status ?? anything}
          items={[{ value: anything, label: 'Every state' }, ...states]}
          onChange={(status) => choose({ status, agent: filter.agent })}
        />
      </div>
      <div className="w-52 max-sm:flex-1">
        <Select
          label="Agent"
          size="sm"
          value={filter.agent ?? anything}
          items={[{ value: anything, label: 'Every agent' }, ...(agents.data?.agents ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(agent) => choose({ agent, status: filter.status })}
        />
      </div>
    </div>
  )
}
