'use client'
import { getAgentContract, listTemplatesContract } from '../../server/flows/contract.ts'
import { useData } from '../data/use-data.ts'
import { Icon } from '../icon.tsx'

type Agent = { id: string; name: string; icon: string }

/** Before the first message: who is here, and what can be said to them. A press fills the composer; nothing is sent unread. */
export function EmptyRoom({ workspace, agent, onTry }: { workspace: string; agent: Agent | undefined; onTry: (text: string) => void }) {
  const { data: known } = useData(getAgentContract, { workspace, agent: agent?.id ?? '' }, { enabled: agent !== undefined })
  const { data: all } = useData(listTemplatesContract, {}, { enabled: Boolean(known?.template) })
  const tries = all?.templates.find((t) => t.id === known?.template)?.tries ?? []
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-4 py-12 text-center">
      <span aria-hidden="true" className="flex size-11 items-center justify-center rounded-xl border bg-card text-muted-foreground shadow-raised">
        <Icon name={agent?.icon ?? 'message-circle'} className="size-5" />
      </span>
      <h2 className="mt-4 text-lg font-semibold break-words">{agent?.name ?? 'Nobody is here yet'}</h2>
      <p className="mt-1 max-w-md text-sm text-pretty text-muted-foreground">{known?.description || 'Say something to begin.'}</p>
      {tries.length > 0 ? (
        <ul aria-label="Things to try" className="mt-6 grid w-full max-w-md gap-2">
          {tries.map((text) => (
            <li key={text}>
              <button
                type="button"
                onClick={() => onTry(text)}
                className="w-full rounded-lg border bg-card px-3.5 py-2.5 text-left text-sm shadow-raised transition-colors hover:border-border-strong hover:bg-accent coarse:py-3"
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
