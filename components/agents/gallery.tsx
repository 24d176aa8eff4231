'use client'
import { listTemplatesContract } from '../../server/flows/templates/contract.ts'
import { useData } from '../data/use-data.ts'
import { ErrorState } from '../ui/error-state.tsx'
import { Skeleton } from '../ui/skeleton.tsx'
import { TemplateCard } from './template-card.tsx'
import { useNewAgent } from './use-new-agent.ts'

/** The templates, each at work once it is taken; the first of them when `most` is given. */
export function Gallery({ most }: { most?: number }) {
  const templates = useData(listTemplatesContract, {})
  const { create, making } = useNewAgent()
  if (templates.isError) return <ErrorState error={templates.error} onRetry={() => templates.refetch()} retrying={templates.isFetching} />
  return (
    <ul aria-busy={templates.isPending} className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
      {templates.isPending
        ? ['a', 'b', 'c'].map((key) => (
            <li key={key} className="grid gap-3 rounded-lg border bg-card p-4">
              <Skeleton className="h-28" />
              <Skeleton className="h-4 w-2/3" />
              <Skeleton className="h-10" />
            </li>
          ))
        : templates.data.templates
            .slice(0, most)
            .map((template) => (
              <TemplateCard key={template.id} template={template} busy={making === template.id} disabled={making !== null} onUse={() => create(template.id)} />
            ))}
    </ul>
  )
}
