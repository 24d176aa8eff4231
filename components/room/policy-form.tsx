'use client'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { newId } from '../../server/kernel/ids.ts'
import type { Policy, Router } from '../../server/rooms/contract.ts'
import { Button, Field, IconButton, Input, Select, Textarea } from '../ui/index.ts'

type Agent = { id: string; name: string }
/** `routers`: agents of the workspace whose published flow may decide; they need not be in the room. */
export type PolicyFormProps = {
  policy: Policy
  agents: readonly Agent[]
  routers: readonly Agent[]
  busy: boolean
  disabled: boolean
  onSave: (policy: Policy) => void
}

const kinds: { value: Router['kind']; label: string; hint: string }[] = [
  { value: 'first', label: 'The first agent', hint: 'The agent that was here first answers.' },
  { value: 'last', label: 'Who spoke last', hint: 'A talk goes on with the same agent.' },
  { value: 'mention', label: 'Only who is named', hint: 'Agents are quiet until named with @.' },
  { value: 'rules', label: 'Rules', hint: 'Words in the message decide.' },
  { value: 'model', label: 'A model', hint: 'A model reads the message and picks, or leaves it to people.' },
  { value: 'flow', label: 'A flow', hint: 'A flow of yours decides, unseen in the room.' },
]
const nobody = 'nobody'

/** Who answers what names nobody, what becomes of what is said meanwhile, and how far agents pass things on. */
export function PolicyForm({ policy, agents, routers, busy, disabled, onSave }: PolicyFormProps) {
  const [draft, setDraft] = useState(policy)
  const { router } = draft
  const set = (change: Partial<Policy>) => setDraft({ ...draft, ...change })
  const problem = problemOf(draft)
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!problem) onSave(draft)
      }}
    >
      <Field label="Who answers" help="For messages that name nobody with @. A name always wins." disabled={disabled}>
        <Select items={kinds} value={router.kind} onChange={(kind) => set({ router: routerOf(kind, agents, routers) })} />
      </Field>
      {router.kind === 'rules' ? <Rules router={router} agents={agents} disabled={disabled} onChange={(next) => set({ router: next })} /> : null}
      {router.kind === 'model' ? (
        <Field label="How to choose" optional help="The model is told each agent’s name and description." disabled={disabled}>
          <Textarea rows={2} value={router.instructions} onChange={(event) => set({ router: { kind: 'model', instructions: event.target.value } })} />
        </Field>
      ) : null}
      {router.kind === 'flow' ? (
        <Field
          label="Which flow"
          help="It gets the message, and the agents here as context. Its Flow Result names who answers in a port “agent”, or gives “nobody”."
          disabled={disabled}
        >
          <Select
            items={routersFor(router.agent, routers)}
            value={router.agent === '' ? null : router.agent}
            placeholder="No flow to choose yet"
            onChange={(agent) => set({ router: { kind: 'flow', agent } })}
          />
        </Field>
      ) : null}
      <Field label="While an agent is at work" help="What becomes of a message for it." disabled={disabled}>
        <Select
          items={[
            { value: 'queue', label: 'It waits for its turn', hint: 'Until then it can be edited or dropped.' },
            { value: 'steer', label: 'It steers the agent', hint: 'The agent reads it at its next step. If there is none, it waits for its turn.' },
            { value: 'interrupt', label: 'It interrupts', hint: 'The agent is stopped and reads the message.' },
            { value: 'reject', label: 'It is refused', hint: 'Say it again when the agent is done.' },
          ]}
          value={draft.input}
          onChange={(input) => set({ input: inputs.find((mode) => mode === input) ?? 'queue' })}
        />
      </Field>
      <Field label="Hand-overs" help="How often agents may pass on to each other after one message of a person." disabled={disabled}>
        <Select
          items={Array.from({ length: 13 }, (_, n) => ({ value: String(n), label: n === 0 ? 'Never' : n === 1 ? 'Once' : `Up to ${n} times` }))}
          value={String(draft.handovers)}
          onChange={(count) => set({ handovers: Number(count) })}
        />
      </Field>
      {disabled ? null : (
        <div className="flex items-center justify-end gap-3">
          {problem ? <p className="text-xs text-destructive">{problem}</p> : null}
          <Button type="submit" variant="primary" busy={busy} disabled={Boolean(problem) || JSON.stringify(draft) === JSON.stringify(policy)}>
            Save
          </Button>
        </div>
      )}
    </form>
  )
}

const inputs: Policy['input'][] = ['queue', 'steer', 'interrupt', 'reject']

function routerOf(kind: string, agents: readonly Agent[], routers: readonly Agent[]): Router {
  if (kind === 'rules') return { kind, rules: [{ words: [], agent: agents[0]?.id ?? null }], otherwise: agents[0]?.id ?? null }
  if (kind === 'model') return { kind, instructions: '' }
  if (kind === 'flow') return { kind, agent: routers[0]?.id ?? '' }
  return { kind: kind === 'last' || kind === 'mention' ? kind : 'first' }
}

function problemOf({ router }: Policy): string | undefined {
  if (router.kind === 'flow' && router.agent === '') return 'Publish an agent that starts with a chat message first.'
  return router.kind === 'rules' && router.rules.some(({ words }) => words.length === 0) ? 'Each rule needs a word.' : undefined
}

/** One that is chosen stays to be seen when it cannot be asked any more. */
function routersFor(chosen: string, routers: readonly Agent[]) {
  const known = routers.map(({ id, name }) => ({ value: id, label: name }))
  return chosen === '' || routers.some(({ id }) => id === chosen) ? known : [...known, { value: chosen, label: 'An agent that is not published any more' }]
}

type RulesRouter = Extract<Router, { kind: 'rules' }>

type Row = { key: string; words: string; agent: string | null }

function Rules({
  router,
  agents,
  disabled,
  onChange,
}: {
  router: RulesRouter
  agents: readonly Agent[]
  disabled: boolean
  onChange: (router: RulesRouter) => void
}) {
  // words stay as they are typed: a comma at the end is no mistake yet
  const [rows, setRows] = useState(() => router.rules.map(({ words, agent }): Row => ({ key: newId(), words: words.join(', '), agent })))
  const whom = [...agents.map(({ id, name }) => ({ value: id, label: name })), { value: nobody, label: 'No agent' }]
  const show = (next: Row[]) => {
    setRows(next)
    onChange({ ...router, rules: next.map(({ words, agent }) => ({ words: wordsIn(words), agent })) })
  }
  const change = (row: Row, how: Partial<Row>) => show(rows.map((other) => (other === row ? { ...row, ...how } : other)))
  return (
    <fieldset disabled={disabled} className="grid gap-2.5">
      <legend className="sr-only">Rules, the first that holds decides</legend>
      {rows.map((row, at) => (
        <div key={row.key} className="grid grid-cols-[1fr_auto] items-end gap-2 rounded-md border p-2.5">
          <Field label={`Words of rule ${at + 1}`}>
            <Input value={row.words} placeholder="invoice, refund" onChange={(event) => change(row, { words: event.target.value })} />
          </Field>
          <IconButton label={`Remove rule ${at + 1}`} onClick={() => show(rows.filter((other) => other !== row))}>
            <Trash2 aria-hidden="true" />
          </IconButton>
          <div className="col-span-2">
            <Select
              label={`Who answers by rule ${at + 1}`}
              items={whom}
              value={row.agent ?? nobody}
              onChange={(agent) => change(row, { agent: agent === nobody ? null : agent })}
            />
          </div>
        </div>
      ))}
      <div>
        <Button size="sm" onClick={() => show([...rows, { key: newId(), words: '', agent: agents[0]?.id ?? null }])}>
          <Plus aria-hidden="true" /> Add a rule
        </Button>
      </div>
      <Field label="Otherwise">
        <Select items={whom} value={router.otherwise ?? nobody} onChange={(agent) => onChange({ ...router, otherwise: agent === nobody ? null : agent })} />
      </Field>
    </fieldset>
  )
}

const wordsIn = (text: string): string[] => [...new Set(text.split(',').flatMap((word) => word.trim() || []))]
