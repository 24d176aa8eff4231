'use client'
import { type ListedWait, listWaitsContract } from '../../server/runs/contract.ts'
import { useData } from '../data/use-data.ts'

/** What the server knows of an open question: whether this person may answer, and who said yes so far. The list is shared with the sidebar. */
export function useWait(workspace: string, waitId: string | null): ListedWait | undefined {
  const { data } = useData(listWaitsContract, { workspace }, { enabled: waitId !== null, every: 20_000 })
  return waitId === null ? undefined : data?.waits.find(({ id }) => id === waitId)
}
