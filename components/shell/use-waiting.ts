'use client'
import { listWaitsContract } from '../../server/runs/contract.ts'
import { useData } from '../data/use-data.ts'
import { useWorkspace } from './workspace-context.tsx'

/** How many questions of this workspace wait for a person. Asks again now and then, since a question can come at any hour. */
export function useWaiting(): number {
  const { slug } = useWorkspace()
  const { data } = useData(listWaitsContract, { workspace: slug }, { every: 20_000 })
  return data?.waits.filter(({ trial }) => !trial).length ?? 0
}
