'use client'
import { type FormEvent, useId, useState } from 'react'
import { type Concurrency, concurrencySchema } from '../../server/engine/flow.ts'
import { Button, Dialog, DialogClose, Field, Input, Select } from '../ui/index.ts'
import { useSelected } from './context.ts'
import type { EditorStore } from './store.ts'

type Props = { store: EditorStore; readOnly: boolean; open: boolean; onOpenChange: (open: boolean) => void }

/** How many runs of the flow there may be at once. Part of the draft: it counts when that is published. */
export function RunsAtOnceDialog({ store, readOnly, open, onOpenChange }: Props) {
  const form = useId()
  const concurrency = useSelected(store, (state) => state.flow.concurrency)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="md"
      title="Runs at once"
      description="A run counts until it has ended, also while it waits for people. Counts from the next publishing on."
      footer={
        readOnly ? null : (
          <>
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={form} variant="primary">
              Set
            </Button>
          </>
        )
      }
    >
      <LimitForm
        id={form}
        concurrency={concurrency}
        readOnly={readOnly}
        onSet={(next) => {
          store.perform({ kind: 'limit-runs', concurrency: next })
          onOpenChange(false)
        }}
      />
    </Dialog>
  )
}

const beyondItems: { value: Concurrency['beyond']; label: string }[] = [
  { value: 'queue', label: 'It waits its turn' },
  { value: 'drop', label: 'It is not started' },
  { value: 'replace', label: 'The oldest is cancelled for it' },
]

type FormProps = { id: string; concurrency: Concurrency | undefined; readOnly: boolean; onSet: (concurrency: Concurrency | undefined) => void }

function LimitForm({ id, concurrency, readOnly, onSet }: FormProps) {
  const [most, setMost] = useState(String(concurrency?.most ?? ''))
  const [key, setKey] = useState(concurrency?.key ?? '')
  const [beyond, setBeyond] = useState<Concurrency['beyond']>(concurrency?.beyond ?? 'queue')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSet(most === '' ? undefined : { most: Number(most), beyond, ...(key.trim() ? { key: key.trim() } : {}) })
  }
  return (
    <form id={id} onSubmit={submit} className="grid gap-4">
      <Field label="At most" name="most" optional aside="runs" disabled={readOnly} help="Empty: as many as come.">
        <Input type="number" inputMode="numeric" min={1} max={1000} value={most} onChange={(event) => setMost(event.target.value)} />
      </Field>
      <Field
        label="With the same"
        name="key"
        optional
        disabled={readOnly}
        help="An expression over what starts the run, such as input.body.customer. Empty: all runs of this agent count together."
      >
        <Input mono maxLength={4000} placeholder="input.body.customer" value={key} onChange={(event) => setKey(event.target.value)} />
      </Field>
      <Field label="One too many" name="beyond" disabled={readOnly}>
        <Select value={beyond} onChange={(next) => setBeyond(concurrencySchema.shape.beyond.parse(next))} items={beyondItems} />
      </Field>
    </form>
  )
}
