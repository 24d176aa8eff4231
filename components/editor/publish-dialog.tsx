'use client'
import { useState } from 'react'
import { type EnvironmentName, environmentSchema } from '../../server/environments/contract.ts'
import type { AgentView, ChecklistItem } from '../../server/flows/contract.ts'
import { environmentWords } from '../environments/environment-words.ts'
import { onlyProduction } from '../environments/only-production.ts'
import { useEnvironments } from '../environments/use-environments.ts'
import { Button, Dialog, Field, Input, Select, Textarea } from '../ui/index.ts'
import { Checklist, useChecklist } from './checklist.tsx'
import { WhatChanges } from './versions/what-changes.tsx'

export type PublishWords = { name: string; note: string; environment: EnvironmentName }
export type PublishDialogProps = {
  agent: AgentView
  open: boolean
  onOpenChange: (open: boolean) => void
  busy: boolean
  error: string | null
  /** It begins with a schedule, a webhook or an event. */
  startsItself: boolean
  onPublish: (words: PublishWords) => void
  /** Leads to a line of the checklist. */
  onShow: (item: ChecklistItem) => void
}

/** Makes the draft the revision that runs. */
export function PublishDialog({ agent, open, onOpenChange, busy, error, startsItself, onPublish, onShow }: PublishDialogProps) {
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const environments = useEnvironments()
  const [chosen, setEnvironment] = useState<EnvironmentName>('production')
  const environment = environments.includes(chosen) ? chosen : 'production'
  const { blocked } = useChecklist(agent.id, environment, open)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={environments.length === 0 ? `Publish revision ${(agent.publishedNumber ?? 0) + 1}` : 'Publish revision'}
      description={aboutOf(agent, environment)}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Not yet</Button>
          <Button variant="primary" busy={busy} disabled={blocked} onClick={() => onPublish({ name: name.trim(), note: note.trim(), environment })}>
            {environment === 'production' ? 'Publish' : `Publish to ${environment}`}
          </Button>
        </>
      }
    >
      <div className="grid gap-4">
        {environments.length === 0 ? null : (
          <Field label="To">
            <Select
              items={environments.map((one) => ({ value: one, label: environmentWords[one] }))}
              value={environment}
              onChange={(one) => setEnvironment(environmentSchema.parse(one))}
            />
          </Field>
        )}
        {startsItself && environment !== 'production' ? <p className="text-sm text-pretty text-muted-foreground">{onlyProduction}</p> : null}
        {agent.publishedNumber === null ? null : <WhatChanges agent={agent.id} live={agent.publishedNumber} />}
        <Checklist agent={agent.id} environment={environment} onShow={onShow} />
        <Field label="What changed" optional error={error}>
          <Textarea
            value={note}
            maxLength={400}
            rows={3}
            placeholder="For whoever reads the list of revisions later"
            onChange={(event) => setNote(event.target.value)}
          />
        </Field>
        <Field label="Name of this revision" optional>
          <Input value={name} maxLength={80} placeholder="Such as “Asks twice”" onChange={(event) => setName(event.target.value)} />
        </Field>
      </div>
    </Dialog>
  )
}

function aboutOf({ publishedNumber }: AgentView, environment: EnvironmentName): string {
  if (environment !== 'production') return `What names ${environment} uses it from then on. Production stays as it is; promote it there from the versions.`
  return publishedNumber === null
    ? 'From then on people can talk to this agent. A revision never changes; you can go on editing the draft.'
    : `New conversations and runs use it from then on. Runs under way finish with revision ${publishedNumber}.`
}
