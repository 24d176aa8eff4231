'use client'
import { type FormEvent, useId, useState } from 'react'
import { addConnectionContract, listConnectionsContract, type Provider, providerSchema } from '../../server/models/contract.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { FormAlert } from '../site/form-alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogClose } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import { Switch } from '../ui/switch.tsx'
import { toast } from '../ui/toast.ts'
import { providerForms, providerNames } from './providers.ts'

export function AddModelDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const form = useId()
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="md"
      title="Connect a model"
      description="The key goes to this installation only, and is stored encrypted."
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            Connect
          </Button>
        </>
      }
    >
      <ModelForm id={form} onBusy={setBusy} onDone={() => onOpenChange(false)} />
    </Dialog>
  )
}

/** Lives only while the dialog is open, so a key that was typed and not sent is gone with it. */
function ModelForm({ id, onBusy, onDone }: { id: string; onBusy: (busy: boolean) => void; onDone: () => void }) {
  const { slug } = useWorkspace()
  const [provider, setProvider] = useState<Provider>('openai')
  const [label, setLabel] = useState('')
  const [baseUrl, setBaseUrl] = useState('')
  const [model, setModel] = useState('')
  const [key, setKey] = useState('')
  const [price, setPrice] = useState({ input: '', output: '' })
  const [isDefault, setIsDefault] = useState(true)
  const wants = providerForms[provider]
  const connect = useAction(addConnectionContract, {
    refresh: [listConnectionsContract],
    quiet: true,
    onDone: (connection) => {
      toast.success(`${connection.label} is connected`, { description: 'Agents use it from their next answer on.' })
      onDone()
    },
  })
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    onBusy(true)
    await connect
      .mutateAsync({
        workspace: slug,
        provider,
        label: label.trim() || providerNames[provider],
        defaultModel: model.trim() || wants.model,
        isDefault,
        ...(wants.address ? { baseUrl: baseUrl.trim() } : {}),
        ...(key ? { key } : {}),
        ...(price.input || price.output ? { price: { input: Number(price.input), output: Number(price.output) } } : {}),
      })
      .catch(() => undefined) // shown above the form
    onBusy(false)
  }
  const wrong = fieldErrors(connect.error)
  return (
    <form id={id} onSubmit={submit} className="grid gap-4">
      <FormAlert error={Object.keys(wrong).length > 0 ? null : connect.error} />
      <Field label="Provider" name="provider">
        <Select
          value={provider}
          onChange={(next) => setProvider(providerSchema.parse(next))}
          items={providerSchema.options.map((value) => ({ value, label: providerNames[value] }))}
        />
      </Field>
      {wants.address ? (
        <Field
          label="Address"
          name="baseUrl"
          error={wrong.baseUrl}
          help="Where its API begins. For a server on this machine the installation must allow private addresses."
        >
          <Input type="url" required placeholder="http://localhost:11434/v1" value={baseUrl} onChange={(event) => setBaseUrl(event.target.value)} />
        </Field>
      ) : null}
      <Field label="Key" name="key" optional={wants.key === 'optional'} error={wrong.key}>
        <Input
          type="password"
          autoComplete="off"
          spellCheck={false}
          required={wants.key === 'needed'}
          value={key}
          onChange={(event) => setKey(event.target.value)}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Model" name="defaultModel" error={wrong.defaultModel}>
          <Input mono placeholder={wants.model} value={model} onChange={(event) => setModel(event.target.value)} />
        </Field>
        <Field label="Name" name="label" optional error={wrong.label}>
          <Input placeholder={providerNames[provider]} value={label} maxLength={60} onChange={(event) => setLabel(event.target.value)} />
        </Field>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        {(['input', 'output'] as const).map((side) => (
          <Field
            key={side}
            label={side === 'input' ? 'Price of input' : 'Price of output'}
            name={`price.${side}`}
            optional
            error={wrong[`price.${side}`]}
            help="US$ for a million tokens"
          >
            <Input
              type="number"
              inputMode="decimal"
              min={0}
              max={10_000}
              step="any"
              value={price[side]}
              onChange={(event) => setPrice({ ...price, [side]: event.target.value })}
            />
          </Field>
        ))}
      </div>
      <Field label="Use as the default" help="Agents whose flow names no model answer with it." inline>
        <Switch checked={isDefault} onChange={setIsDefault} />
      </Field>
    </form>
  )
}
