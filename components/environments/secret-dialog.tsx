'use client'
import { type FormEvent, useId, useState } from 'react'
import {
  type EnvironmentName,
  type EnvironmentsView,
  environmentSchema,
  listEnvironmentsContract,
  setSecretContract,
} from '../../server/environments/contract.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { FormAlert } from '../site/form-alert.tsx'
import { Button, Dialog, Field, Input, Select } from '../ui/index.ts'
import { environmentWords } from './environment-words.ts'
import type { SecretView } from './secret-view.ts'

type Props = { secret: SecretView | null; open: EnvironmentsView['open']; onClose: () => void }

/** A secret's value in one environment, and the hosts it may be sent to in all. */
export function SecretDialog({ secret, open, onClose }: Props) {
  const form = useId()
  const { slug } = useWorkspace()
  const [name, setName] = useState(secret?.name ?? '')
  const [hosts, setHosts] = useState(secret?.hosts.join(', ') ?? '')
  const [environment, setEnvironment] = useState<EnvironmentName>(open.find((one) => !secret?.set.includes(one)) ?? 'production')
  const [value, setValue] = useState('')
  const save = useAction(setSecretContract, { refresh: [listEnvironmentsContract], quiet: true, onDone: onClose })
  const wrong = fieldErrors(save.error)
  const there = secret?.set.includes(environment) ?? false
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const listed = hosts.split(/[\s,]+/).filter((host) => host !== '')
    save.mutate({ workspace: slug, name, hosts: listed, environment, ...(value === '' ? {} : { value }) })
  }
  return (
    <Dialog
      open
      onOpenChange={(yes) => !yes && onClose()}
      size="md"
      title={secret ? secret.name : 'Add a secret'}
      description="Blocks name it; nobody reads it again, not here and not in a run."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-4">
        <FormAlert error={Object.keys(wrong).length > 0 ? null : save.error} />
        {secret ? null : (
          <Field label="Name" name="name" error={wrong.name} help="Letters, digits, - and _.">
            <Input mono required maxLength={60} placeholder="crm-key" value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
        )}
        {open.length > 1 ? (
          <Field label="Environment" name="environment">
            <Select
              items={open.map((one) => ({ value: one, label: environmentWords[one], ...(secret?.set.includes(one) ? { hint: 'Has a value' } : {}) }))}
              value={environment}
              onChange={(one) => setEnvironment(environmentSchema.parse(one))}
            />
          </Field>
        ) : null}
        <Field label="Value" name="value" optional={there} error={wrong.value} help={there ? 'Empty leaves the value it has.' : undefined}>
          <Input
            mono
            type="password"
            autoComplete="off"
            required={secret === null}
            maxLength={10_000}
            value={value}
            onChange={(event) => setValue(event.target.value)}
          />
        </Field>
        <Field
          label="Hosts it may be sent to"
          name="hosts"
          error={wrong.hosts ?? Object.entries(wrong).find(([key]) => key.startsWith('hosts.'))?.[1]}
          help="With commas, such as api.example.com or *.example.com. In every environment."
        >
          <Input mono required placeholder="api.example.com" value={hosts} onChange={(event) => setHosts(event.target.value)} />
        </Field>
      </form>
    </Dialog>
  )
}
