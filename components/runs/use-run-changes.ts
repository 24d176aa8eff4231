'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { countRunsContract, listRunsContract, runChangesContract } from '../../server/runs/contract.ts'
import { addressOf } from '../api.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'

/** Lists and counts of runs are asked for anew when they changed. Answers whether that is heard of right now. */
export function useRunChanges(): boolean {
  const { slug } = useWorkspace()
  const client = useQueryClient()
  const [hears, setHears] = useState(false)
  useEffect(() => {
    let asking = false
    let again = false
    const ask = async () => {
      again = true
      if (asking) return // what changes meanwhile is asked for after it, or nothing would ever arrive
      asking = true
      while (again) {
        again = false
        await Promise.all([listRunsContract, countRunsContract].map(({ id }) => client.invalidateQueries({ queryKey: [id] })))
      }
      asking = false
    }
    const source = new EventSource(addressOf(runChangesContract, { workspace: slug }).url)
    source.addEventListener('changed', () => {
      setHears(true)
      void ask()
    })
    source.addEventListener('error', () => setHears(false))
    return () => source.close()
  }, [slug, client])
  return hears
}
