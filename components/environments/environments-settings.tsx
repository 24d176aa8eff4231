'use client'
import { KeyRound, Plus } from 'lucide-react'
import { useState } from 'react'
import { type Beside, type EnvironmentsView, listEnvironmentsContract, openEnvironmentContract } from '../../server/environments/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, Card, CardHeader, ErrorState, Switch } from '../ui/index.ts'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { environmentWords } from './environment-words.ts'
import { ModelsPart } from './models-part.tsx'
import { SecretDialog } from './secret-dialog.tsx'
import { SecretRow } from './secret-row.tsx'

const beside: { name: Beside; about: string }[] = [
  { name: 'development', about: 'Where drafts are tried: what they send and ask goes with its secrets and models.' },
  { name: 'staging', about: 'Where a revision is looked at before everybody gets it.' },
]

/** Where revisions run, and what each of those places has for flows. */
export function EnvironmentsSettings() {
  const { slug } = useWorkspace()
  const view = useData(listEnvironmentsContract, { workspace: slug })
  if (view.isPending) return <RowSkeletons rows={3} />
  if (view.isError) return <ErrorState error={view.error} onRetry={() => view.refetch()} retrying={view.isFetching} />
  return (
    <div className="grid gap-5">
      <Secrets view={view.data} />
      <Opened open={view.data.open} />
      {view.data.open.length > 1 ? <ModelsPart view={view.data} /> : null}
    </div>
  )
}

function Opened({ open }: { open: EnvironmentsView['open'] }) {
  const { slug, can } = useWorkspace()
  const change = useAction(openEnvironmentContract, { refresh: [listEnvironmentsContract] })
  return (
    <Card>
      <CardHeader
        title="Environments"
        description="Everything runs in production unless it names another. Open one, and a revision can be tested there with other secrets and models before it goes on."
      />
      <ul>
        {beside.map(({ name, about }) => (
          <li key={name} className="flex items-center gap-4 border-b px-4 py-3 last:border-b-0">
            <div className="min-w-0 flex-1">
              <p className="text-base font-medium">{environmentWords[name]}</p>
              <p className="text-sm text-pretty text-muted-foreground">{about}</p>
            </div>
            <Switch
              label={environmentWords[name]}
              checked={open.includes(name)}
              disabled={!can('workspace:manage') || change.isPending}
              onChange={(yes) => change.mutate({ workspace: slug, environment: name, open: yes })}
            />
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Secrets({ view }: { view: EnvironmentsView }) {
  const { can } = useWorkspace()
  const [adding, setAdding] = useState(false)
  const may = can('secret:manage')
  return (
    <Card>
      <CardHeader
        title="Secrets of flows"
        description="A block names a secret; its value is stored encrypted, never shown again, and sent only to the hosts it is for."
        aside={
          may ? (
            <Button onClick={() => setAdding(true)}>
              <Plus aria-hidden="true" /> Add
            </Button>
          ) : null
        }
      />
      {view.secrets.length === 0 ? (
        <p className="flex flex-col items-center gap-2 px-4 py-8 text-center text-sm text-pretty text-muted-foreground">
          <KeyRound aria-hidden="true" className="size-5 text-subtle-foreground" />
          {may ? 'None yet. Keep a key here rather than in a flow.' : 'None yet. An owner or admin can add one.'}
        </p>
      ) : (
        <ul aria-label="Secrets">
          {view.secrets.map((secret) => (
            <SecretRow key={secret.name} secret={secret} open={view.open} />
          ))}
        </ul>
      )}
      {adding ? <SecretDialog secret={null} open={view.open} onClose={() => setAdding(false)} /> : null}
    </Card>
  )
}
