'use client'
import { type FormEvent, useId, useState } from 'react'
import { listServicesContract, type ServiceView, setServiceContract, usualCircuit } from '../../server/services/contract.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { FormAlert } from '../site/form-alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogClose } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'

/** How often one service may be called, and when it is left alone. */
export function ServiceDialog({ editing, onClose }: { editing: ServiceView | 'new' | null; onClose: () => void }) {
  const form = useId()
  const { slug } = useWorkspace()
  const save = useAction(setServiceContract, { refresh: [listServicesContract], quiet: true, onDone: onClose })
  return (
    <Dialog
      open={editing !== null}
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      size="md"
      title={editing === 'new' || editing === null ? 'Add a limit' : `Limits of ${editing.service}`}
      description="They hold for all agents of this workspace together, from the next call on."
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" busy={save.isPending}>
            Save
          </Button>
        </>
      }
    >
      {editing === null ? null : (
        <ServiceForm
          id={form}
          service={editing === 'new' ? null : editing}
          error={save.error}
          onSubmit={(input) => save.mutate({ workspace: slug, ...input })}
        />
      )}
    </Dialog>
  )
}

type Limits = Pick<ServiceView, 'service' | 'rate' | 'circuit'>

function ServiceForm({ id, service, error, onSubmit }: { id: string; service: ServiceView | null; error: Error | null; onSubmit: (limits: Limits) => void }) {
  const [name, setName] = useState(service?.service ?? '')
  const [calls, setCalls] = useState(String(service?.rate?.calls ?? ''))
  const [seconds, setSeconds] = useState(String(service?.rate?.seconds ?? 60))
  const [failures, setFailures] = useState(String(service?.circuit?.failures ?? ''))
  const [open, setOpen] = useState(String(service?.circuit?.seconds ?? usualCircuit.seconds))
  const wrong = fieldErrors(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit({
      service: name,
      rate: calls === '' ? null : { calls: Number(calls), seconds: Number(seconds) },
      circuit: failures === '' ? null : { failures: Number(failures), seconds: Number(open) },
    })
  }
  const number = { type: 'number', inputMode: 'numeric' } as const
  return (
    <form id={id} onSubmit={submit} className="grid gap-4">
      <FormAlert error={Object.keys(wrong).length > 0 ? null : error} />
      {service ? null : (
        <Field label="Service" name="service" error={wrong.service} help="A host such as api.example.com, or a model provider such as openai.">
          <Input mono required placeholder="api.example.com" value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
      )}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="At most" name="calls" optional aside="calls" error={wrong['rate.calls']} help="A quarter may go at once; the rest is spread evenly.">
          <Input {...number} min={1} max={100_000} value={calls} onChange={(event) => setCalls(event.target.value)} />
        </Field>
        <Field label="In" name="seconds" aside="seconds" error={wrong['rate.seconds']}>
          <Input {...number} required min={1} max={86_400} value={seconds} onChange={(event) => setSeconds(event.target.value)} />
        </Field>
        <Field
          label="Leave alone after"
          name="failures"
          optional
          aside="failures"
          error={wrong['circuit.failures']}
          help={`In a row. Usually ${usualCircuit.failures}; 0 never does.`}
        >
          <Input
            {...number}
            min={0}
            max={1000}
            placeholder={String(usualCircuit.failures)}
            value={failures}
            onChange={(event) => setFailures(event.target.value)}
          />
        </Field>
        <Field label="For" name="open" aside="seconds" error={wrong['circuit.seconds']} help="Then one call finds out whether it is back.">
          <Input {...number} required min={1} max={86_400} value={open} onChange={(event) => setOpen(event.target.value)} />
        </Field>
      </div>
    </form>
  )
}
