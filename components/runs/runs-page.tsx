'use client'
import { useInfiniteQuery } from '@tanstack/react-query'
import { ListTree } from 'lucide-react'
import { useState } from 'react'
import { listRunsContract } from '../../server/runs/contract.ts'
import { api } from '../api.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { Page } from '../ui/page.tsx'
import { PageHeader } from '../ui/page-header.tsx'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { type RunFilter, startedWithin } from './run-filter.ts'
import { RunFilters } from './run-filters.tsx'
import { RunRow } from './run-row.tsx'
import { useRunChanges } from './use-run-changes.ts'

export function RunsPage({ filter }: { filter: RunFilter }) {
  const { slug, can } = useWorkspace()
  const filtered = Object.values(filter).some((value) => value !== undefined)
  const every = useRunChanges() ? 60_000 : 5_000
  const runs = useInfiniteQuery({
    queryKey: [listRunsContract.id, { workspace: slug, ...filter }],
    queryFn({ pageParam, signal }) {
      const { within, ...asked } = filter
      return api(listRunsContract, { workspace: slug, ...asked, ...startedWithin(within), ...(pageParam ? { before: pageParam } : {}) }, signal)
    },
    initialPageParam: '',
    getNextPageParam: (last) => (last.more ? last.runs.at(-1)?.id : undefined),
    refetchInterval: every,
  })
  const rows = runs.data?.pages.flatMap((page) => page.runs) ?? []
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set())
  const chosen = rows.filter(({ id }) => picked.has(id))
  const pickOf = (id: string) =>
    can('run:cancel')
      ? {
          picked: picked.has(id),
          onPick: (yes: boolean) => setPicked((before) => new Set(yes ? [...before, id] : [...before].filter((other) => other !== id))),
        }
      : undefined
  return (
    <Page>
      <PageHeader title="Runs" description="Everything agents did here, newest first. A run opens to its steps: what went in, what came out, who said yes." />
      <RunFilters filter={filter} every={every} />
      {runs.isPending ? (
        <RowSkeletons rows={6} />
      ) : runs.isError && rows.length === 0 ? (
        <ErrorState error={runs.error} onRetry={() => runs.refetch()} retrying={runs.isFetching} />
      ) : rows.length === 0 ? (
        <EmptyState icon={<ListTree />} title={filter.attention ? 'Nothing needs attention' : filtered ? 'No runs like that' : 'No runs yet'}>
          {filter.attention
            ? 'Somebody dealt with every failure: retried it well, or dismissed it.'
            : filtered
              ? 'Ask for less above.'
              : 'A message to an agent starts one. It stays here, whatever becomes of it.'}
        </EmptyState>
      ) : (
        <>
          <ul aria-label="Runs" className="overflow-hidden rounded-lg border bg-card">
            {rows.map((run) => (
              <RunRow key={run.id} run={run} slug={slug} pick={pickOf(run.id)} />
            ))}
          </ul>
          {runs.hasNextPage ? (
            <div className="mt-3 flex justify-center">
              <Button onClick={() => runs.fetchNextPage()} busy={runs.isFetchingNextPage}>
                Show older runs
              </Button>
            </div>
          ) : null}
          {chosen.length > 0 ? <BulkBar chosen={chosen} onDone={() => setPicked(new Set())} /> : null}
        </>
      )}
    </Page>
  )
}
