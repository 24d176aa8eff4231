'use client'
import { usePathname, useRouter } from 'next/navigation'
import { useEffect, useRef, useState } from 'react'
import { listMembersContract } from '../../server/access/contract.ts'
import { environmentNames } from '../../server/environments/contract.ts'
import { listAgentsContract } from '../../server/flows/contract.ts'
import { countRunsContract, runStatusSchema } from '../../server/runs/contract.ts'
import { useData } from '../data/use-data.ts'
import { environmentWords } from '../environments/environment-words.ts'
import { useEnvironments } from '../environments/use-environments.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button } from '../ui/button.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import { type RunFilter, startedWithin, type Within, withinWords } from './run-filter.ts'
import { statusWords } from './run-status.tsx'
import { triggers } from './trigger-words.ts'

const anything = 'any'
const attention = 'attention'
const stuck = 'stuck'
const typingMs = 300
const statuses: ReadonlySet<string> = new Set(runStatusSchema.options)

/** What the list is narrowed to. The address keeps it, so that it can be sent to somebody. */
export function RunFilters({ filter, every }: { filter: RunFilter /** How often the numbers are asked for, in milliseconds. */; every: number }) {
  const { slug } = useWorkspace()
  const agents = useData(listAgentsContract, { workspace: slug })
  const members = useData(listMembersContract, { workspace: slug })
  const { within, ...asked } = filter
  const counts = useData(countRunsContract, { workspace: slug, ...asked, ...startedWithin(within) }, { every })
  const choose = useChoose(filter)
  const environments = useEnvironments()
  const many = (n: number | undefined) => (n ? ` (${n.toLocaleString('en')})` : '')
  const states = [
    { value: anything, label: 'Every state' },
    { value: attention, label: `Needs attention${many(counts.data?.attention)}`, hint: 'Failed, and nobody has dealt with it' },
    { value: stuck, label: `No sign of life${many(counts.data?.stuck)}`, hint: 'At work, and nothing was heard of it for ten minutes' },
    ...runStatusSchema.options.map((value) => ({ value, label: statusWords[value].label + many(counts.data?.status[value]) })),
  ]
  const filtered = Object.values(filter).some((value) => value !== undefined)
  return (
    <div className="mb-3 flex flex-wrap gap-2">
      <SearchBox text={filter.text ?? ''} onText={(text) => choose({ text: text || undefined })} />
      <div className="w-40 max-sm:flex-1">
        <Select
          label="State"
          size="sm"
          value={filter.attention ? attention : filter.stuck ? stuck : (filter.status ?? anything)}
          items={states}
          onChange={(state) =>
            choose({
              status: statuses.has(state) ? state : undefined,
              attention: state === attention ? 'true' : undefined,
              stuck: state === stuck ? 'true' : undefined,
            })
          }
        />
      </div>
      <div className="w-36 max-sm:flex-1">
        <Select
          label="Agent"
          size="sm"
          value={filter.agent ?? anything}
          items={[{ value: anything, label: 'Every agent' }, ...(agents.data?.agents ?? []).map(({ id, name }) => ({ value: id, label: name }))]}
          onChange={(agent) => choose({ agent })}
        />
      </div>
      <div className="w-32 max-sm:flex-1">
        <Select
          label="Started by what"
          size="sm"
          value={filter.trigger ?? anything}
          items={[{ value: anything, label: 'Any trigger' }, ...Object.entries(triggers).map(([value, label]) => ({ value, label }))]}
          onChange={(trigger) => choose({ trigger })}
        />
      </div>
      <div className="w-32 max-sm:flex-1">
        <Select
          label="Started by whom"
          size="sm"
          value={filter.who ?? anything}
          items={[{ value: anything, label: 'Anybody' }, ...(members.data?.members ?? []).map(({ personId, name }) => ({ value: personId, label: name }))]}
          onChange={(who) => choose({ who })}
        />
      </div>
      <div className="w-32 max-sm:flex-1">
        <Select
          label="Started when"
          size="sm"
          value={filter.within ?? anything}
          items={[{ value: anything, label: 'Any time' }, ...Object.entries(withinWords).map(([value, label]) => ({ value, label }))]}
          onChange={(value) => choose({ within: value as Within })}
        />
      </div>
      {environments.length > 0 || filter.environment ? (
        <div className="w-36 max-sm:flex-1">
          <Select
            label="Environment"
            size="sm"
            value={filter.environment ?? anything}
            items={[
              { value: anything, label: 'Every environment' },
              ...environmentNames
                .filter((name) => environments.includes(name) || name === filter.environment)
                .map((name) => ({ value: name, label: environmentWords[name] })),
            ]}
            onChange={(environment) => choose({ environment })}
          />
        </div>
      ) : null}
      {filtered ? (
        <Button
          size="sm"
          variant="ghost"
          onClick={() =>
            choose({
              text: undefined,
              status: undefined,
              attention: undefined,
              stuck: undefined,
              agent: undefined,
              trigger: undefined,
              environment: undefined,
              who: undefined,
              within: undefined,
            })
          }
        >
          Clear
        </Button>
      ) : null}
    </div>
  )
}

type Change = { [K in keyof RunFilter]?: string | undefined }

function useChoose(filter: RunFilter): (change: Change) => void {
  const router = useRouter()
  const path = usePathname()
  return (change) => {
    const query = new URLSearchParams(Object.entries({ ...filter, ...change }).flatMap(([name, value]) => (value && value !== anything ? [[name, value]] : [])))
    router.replace(query.size > 0 ? `${path}?${query}` : path, { scroll: false })
  }
}

/** Asks when the typing pauses. */
function SearchBox({ text, onText }: { text: string; onText: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  const sent = useRef(text)
  useEffect(() => {
    // What this box asked for itself comes back later: it must not take away what was typed meanwhile.
    if (text === sent.current) return
    sent.current = text
    setTyped(text)
  }, [text])
  useEffect(() => {
    if (typed === sent.current) return
    const timer = setTimeout(() => {
      sent.current = typed
      onText(typed)
    }, typingMs)
    return () => clearTimeout(timer)
  })
  return (
    <div className="w-44 max-sm:w-full">
      <Input
        type="search"
        aria-label="Text in a run"
        placeholder="Text, error or id"
        maxLength={200}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
        className="h-7! text-xs coarse:h-9!"
      />
    </div>
  )
}
