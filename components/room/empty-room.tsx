'use client'
import { getAgentContract } from '../../server/flows/contract.ts'
import { listTemplatesContract } from '../../server/flows/templates/contract.ts'
import { useData } from '../data/use-data.ts'
import { Icon } from '../icon.tsx'
import { Opening } from './opening.tsx'

type Agent = { id: string; name: string; icon: string }

/** A room before its first message: its agent, and what its template suggests. */
export function EmptyRoom({ workspace, agent, onTry }: { workspace: string; agent: Agent | undefined; onTry: (text: string) => void }) {
  const { data: known } = useData(getAgentContract, { workspace, agent: agent?.id ?? '' }, { enabled: agent !== undefined })
  const { data: all } = useData(listTemplatesContract, {}, { enabled: Boolean(known?.template) })
  const tries = all?.templates.find((t) => t.id === known?.template)?.tries ?? []
  const face = (
    <span aria-hidden="true" className="flex size-12 items-center justify-center rounded-xl border bg-card text-muted-foreground shadow-raised">
      <Icon name={agent?.icon ?? 'message-circle'} className="size-6" />
    </span>
  )
  return <Opening face={face} title={agent?.name ?? 'Nobody is here yet'} text={known?.description ?? ''} tries={tries} onTry={onTry} />
}
