'use client'
import { useRouter } from 'next/navigation'
import {
  countRunsContract,
  dismissRunContract,
  forkRunContract,
  getRunContract,
  listRunsContract,
  type RunSummary,
  retryRunContract,
} from '../../server/runs/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'

const refresh = [getRunContract, listRunsContract, countRunsContract]

/** What can be done about a run that ended; a new run is opened when it has begun. */
export function useRepair() {
  const { slug } = useWorkspace()
  const router = useRouter()
  const open = ({ id }: RunSummary) => router.push(`/${slug}/runs/${id}`)
  const retry = useAction(retryRunContract, { refresh, onDone: open })
  const fork = useAction(forkRunContract, { refresh, onDone: open })
  const dismiss = useAction(dismissRunContract, { refresh })
  return { slug, retry, fork, dismiss }
}
