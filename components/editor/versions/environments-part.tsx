'use client'
import { ChevronDown, MessageCircle, Play } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { EnvironmentName } from '../../../server/environments/contract.ts'
import { type AgentView, getPointersContract, type PointersView, type RevisionView } from '../../../server/flows/contract.ts'
import { startRunContract } from '../../../server/runs/contract.ts'
import { useAction, useData } from '../../data/use-data.ts'
import { environmentWords } from '../../environments/environment-words.ts'
import { useAgentThread } from '../../room/use-agent-thread.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Button, cx, IconButton, TimeAgo } from '../../ui/index.ts'
import { useTools } from '../context.ts'
import { PromoteDialog } from './promote-dialog.tsx'

export type Promotion = { revision: Pick<RevisionView, 'number' | 'name'>; to: EnvironmentName }

/** Where an agent stands; nothing of it where there is production alone. */
export function usePointers(agent: string): PointersView | undefined {
  const { slug: workspace } = useWorkspace()
  const pointers = useData(getPointersContract, { workspace, agent }).data
  return pointers && pointers.open.length > 1 ? pointers : undefined
}

/** Which revision stands in each environment, the step from one to the next, and who moved what. */
export function EnvironmentsPart({ agent, view }: { agent: AgentView; view: PointersView }) {
  const { readOnly } = useTools()
  const [moving, setMoving] = useState<Promotion | null>(null)
  const [history, setHistory] = useState(false)
  const at = (environment: EnvironmentName) => view.pointers.find((pointer) => pointer.environment === environment)
  return (
    <section aria-label="Environments" className="border-b px-4 py-3">
      <h3 className="mb-1 text-sm font-medium">Environments</h3>
      <ul className="grid grid-cols-1 gap-1">
        {view.open.map((environment, index) => {
          const here = at(environment)
          const next = view.open[index + 1]
          const ahead = next && here && at(next)?.number !== here.number ? next : undefined
          return (
            <li key={environment} className="flex min-h-8 items-center gap-2 text-sm coarse:min-h-11">
              <span className="w-24 shrink-0">{environmentWords[environment]}</span>
              <span className={cx('min-w-0 flex-1 truncate', !here && 'text-muted-foreground')} title={whoOf(here)}>
                {here ? `Revision ${here.number}` : 'Nothing yet'}
              </span>
              {here && environment !== 'production' ? <Use agent={agent} environment={environment} /> : null}
              {ahead && here && !readOnly ? (
                <Button size="sm" onClick={() => setMoving({ revision: { number: here.number, name: '' }, to: ahead })}>
                  To {ahead}
                </Button>
              ) : null}
            </li>
          )
        })}
      </ul>
      {view.moves.length === 0 ? null : (
        <Button size="sm" variant="ghost" className="mt-1 -ml-2" aria-expanded={history} onClick={() => setHistory(!history)}>
          <ChevronDown aria-hidden="true" className={cx('transition-transform', history && 'rotate-180')} /> Who moved what
        </Button>
      )}
      {history ? (
        <ol aria-label="Moves, newest first" className="mt-1 grid max-h-64 gap-1.5 overflow-y-auto text-xs text-muted-foreground">
          {view.moves.map(({ id, environment, former, number, note, by, at: when }) => (
            <li key={id}>
              <span className="text-foreground">
                {environmentWords[environment]}: {former === null ? `revision ${number}` : `${former} → ${number}`}
              </span>{' '}
              {by}, <TimeAgo at={when} />
              {note ? <span className="block text-pretty">{note}</span> : null}
            </li>
          ))}
        </ol>
      ) : null}
      {moving ? <PromoteDialog agent={agent.id} view={view} {...moving} onClose={() => setMoving(null)} /> : null}
    </section>
  )
}

const whoOf = (pointer: PointersView['pointers'][number] | undefined) => (pointer?.movedBy ? `By ${pointer.movedBy}` : undefined)

/** Talks to what stands there, or runs it. */
function Use({ agent, environment }: { agent: AgentView; environment: EnvironmentName }) {
  const { slug: workspace, can } = useWorkspace()
  const router = useRouter()
  const { begin } = useAgentThread()
  const run = useAction(startRunContract, { onDone: (started) => router.push(`/${workspace}/runs/${started.id}`) })
  if (!can('run:start')) return null
  return agent.talks ? (
    <IconButton label={`Talk to it in ${environment}`} size="sm" onClick={() => begin(agent.id, environment)}>
      <MessageCircle aria-hidden="true" />
    </IconButton>
  ) : (
    <IconButton label={`Run it in ${environment}`} size="sm" onClick={() => run.mutate({ workspace, agent: agent.id, environment })}>
      <Play aria-hidden="true" />
    </IconButton>
  )
}
