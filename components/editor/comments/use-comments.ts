'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { listCommentsContract, type ThreadView } from '../../../server/comments/contract.ts'
import { useData } from '../../data/use-data.ts'
import type { OpenFlow } from '../use-shared-flow.ts'

export type Comments = { threads: readonly ThreadView[] | undefined; error: Error | null; open: ReadonlyMap<string, number>; retry: () => void }

const slowly = 20_000

/** The talks about a flow: asked for again as soon as somebody says something, and slowly without a line. */
export function useComments({ workspace, agent, draft }: { workspace: string; agent: string; draft: OpenFlow }): Comments {
  const client = useQueryClient()
  const asked = useData(listCommentsContract, { workspace, agent }, { every: slowly })
  useEffect(
    () => draft.onDiscussed(() => void client.invalidateQueries({ queryKey: [listCommentsContract.id, { workspace, agent }] })),
    [draft, client, workspace, agent],
  )
  const threads = asked.data?.threads
  const open = useMemo(() => {
    const counts = new Map<string, number>()
    for (const { node, resolved } of threads ?? []) if (!resolved) counts.set(node, (counts.get(node) ?? 0) + 1)
    return counts
  }, [threads])
  return { threads, error: asked.error, open, retry: () => void asked.refetch() }
}
