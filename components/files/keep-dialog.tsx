'use client'
import { type FormEvent, useId, useState } from 'react'
import { keepFilesContract, listFilesContract } from '../../server/files/contract.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { FormAlert } from '../site/form-alert.tsx'
import { Button, Dialog, DialogClose, Field, Input, Select, toast } from '../ui/index.ts'

/** How long files are kept that no message and no answer brings along. */
export function KeepDialog({ days, open, onClose }: { days: number | null; open: boolean; onClose: () => void }) {
  const form = useId()
  const { slug } = useWorkspace()
  const save = useAction(keepFilesContract, {
    refresh: [listFilesContract],
    quiet: true,
    onDone: () => {
      toast.success('Saved')
      onClose()
    },
  })
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="How long files are kept"
      description="Files that messages or answers bring along always stay, until somebody deletes them."
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
      {open ? <KeepForm id={form} days={days} error={save.error} onSubmit={(next) => save.mutate({ workspace: slug, days: next })} /> : null}
    </Dialog>
  )
}

type FormProps = { id: string; days: number | null; error: Error | null; onSubmit: (days: number | null) => void }

function KeepForm({ id, days, error, onSubmit }: FormProps) {
  const [ends, setEnds] = useState(days !== null)
  const [count, setCount] = useState(String(days ?? 90))
  const wrong = fieldErrors(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit(ends ? Number(count) : null)
  }
  return (
    <form id={id} onSubmit={submit} className="grid gap-4">
      <FormAlert error={Object.keys(wrong).length > 0 ? null : error} />
      <Field label="Files that nothing brings along" name="keep">
        <Select
          items={[
            { value: 'ever', label: 'Stay until somebody deletes them' },
            { value: 'days', label: 'Are deleted after some days' },
          ]}
          value={ends ? 'days' : 'ever'}
          onChange={(chosen) => setEnds(chosen === 'days')}
        />
      </Field>
      {ends ? (
        <Field label="Deleted after" name="days" aside="days" error={wrong.days} help="Counted from when it was uploaded, or last sent. Deleted is for good.">
          <Input type="number" inputMode="numeric" required min={1} max={3650} value={count} onChange={(event) => setCount(event.target.value)} />
        </Field>
      ) : null}
    </form>
  )
}
