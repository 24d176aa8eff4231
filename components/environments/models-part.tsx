'use client'
import { ArrowRight, Plus, Trash2 } from 'lucide-react'
import { type FormEvent, useId, useState } from 'react'
import { type Beside, type EnvironmentsView, listEnvironmentsContract, setModelContract } from '../../server/environments/contract.ts'
import { listConnectionsContract } from '../../server/models/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { FormAlert } from '../site/form-alert.tsx'
import { Badge, Button, Card, CardHeader, Dialog, Field, IconButton, Input, Select } from '../ui/index.ts'
import { environmentTone, environmentWords } from './environment-words.ts'

/** What models' names mean outside production. */
export function ModelsPart({ view }: { view: EnvironmentsView }) {
  const { slug, can } = useWorkspace()
  const [adding, setAdding] = useState(false)
  const change = useAction(setModelContract, { refresh: [listEnvironmentsContract] })
  const may = can('model:manage')
  const open = view.open.filter((one): one is Beside => one !== 'production')
  return (
    <Card>
      <CardHeader
        title="Models elsewhere"
        description="In production a name means what it says. In another environment it may stand for another model, such as a cheaper one."
        aside={
          may ? (
            <Button onClick={() => setAdding(true)}>
              <Plus aria-hidden="true" /> Add
            </Button>
          ) : null
        }
      />
      {view.models.length === 0 ? (
        <p className="px-4 py-6 text-center text-sm text-muted-foreground">Names mean the same everywhere.</p>
      ) : (
        <ul aria-label="Models elsewhere">
          {view.models.map(({ environment, model, target }) => (
            <li key={`${environment} ${model}`} className="flex min-h-12 items-center gap-3 border-b px-4 py-2 text-sm last:border-b-0">
              <Badge tone={environmentTone[environment]}>{environmentWords[environment]}</Badge>
              <span className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2">
                {model === '' ? 'The default' : <code className="font-mono text-xs">{model}</code>}
                <ArrowRight aria-label="means" className="size-3.5 shrink-0 text-subtle-foreground" />
                <code className="truncate font-mono text-xs">{target}</code>
              </span>
              {may ? (
                <IconButton
                  label={`Let ${model || 'the default'} mean itself in ${environment}`}
                  onClick={() => change.mutate({ workspace: slug, environment, model, target: '' })}
                >
                  <Trash2 aria-hidden="true" />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      )}
      {adding ? <ModelDialog open={open} onClose={() => setAdding(false)} /> : null}
    </Card>
  )
}

function ModelDialog({ open, onClose }: { open: readonly Beside[]; onClose: () => void }) {
  const form = useId()
  const { slug } = useWorkspace()
  const models = useData(listConnectionsContract, { workspace: slug })
  const [environment, setEnvironment] = useState<Beside>(open[0] ?? 'staging')
  const [model, setModel] = useState('')
  const [target, setTarget] = useState('')
  const save = useAction(setModelContract, { refresh: [listEnvironmentsContract], quiet: true, onDone: onClose })
  const names = (models.data?.connections ?? []).map(({ label, defaultModel }) => ({ value: `${label}/${defaultModel}`, label: `${label}/${defaultModel}` }))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    save.mutate({ workspace: slug, environment, model, target })
  }
  return (
    <Dialog
      open
      onOpenChange={(yes) => !yes && onClose()}
      size="md"
      title="Another model elsewhere"
      description="Flows stay as they are: only what the name means there changes."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" disabled={target === ''} busy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <FormAlert error={save.error} />
        <Field label="In" name="environment">
          <Select
            items={open.map((one) => ({ value: one, label: environmentWords[one] }))}
            value={environment}
            onChange={(one) => setEnvironment(one === 'development' ? 'development' : 'staging')}
          />
        </Field>
        <Field label="What flows name" name="model" optional help="Empty is the workspace’s default.">
          <Input mono maxLength={200} placeholder="openai/gpt-5.6" value={model} onChange={(event) => setModel(event.target.value)} />
        </Field>
        <Field label="Means" name="target" help={names.length === 0 ? 'Connect a model under Models first.' : undefined}>
          <Select items={names} value={target || null} placeholder="A connected model" onChange={setTarget} />
        </Field>
      </form>
    </Dialog>
  )
}
