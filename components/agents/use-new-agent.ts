'use client'
import { useRouter } from 'next/navigation'
import { createAgentContract, listAgentsContract } from '../../server/flows/contract.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'

/** Makes an agent from a template, or an empty one, and opens its canvas. `making` is the template under way, `''` for the empty one. */
export function useNewAgent() {
  const { slug } = useWorkspace()
  const router = useRouter()
  const create = useAction(createAgentContract, { refresh: [listAgentsContract], onDone: (agent) => router.push(`/${slug}/agents/${agent.id}`) })
  return {
    create: (template?: string) => create.mutate({ workspace: slug, ...(template ? { template } : { name: 'New agent' }) }),
    making: create.isPending ? (create.variables.template ?? '') : null,
  }
}
