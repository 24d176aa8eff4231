'use client'
import { type FormEvent, useId, useState } from 'react'
import { createTokenContract, listTokensContract, type TokenView } from '../../server/access/contract.ts'
import { CopyLine } from '../agents/copy-line.tsx'
import { fieldErrors } from '../data/field-errors.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { FormAlert } from '../site/form-alert.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog, DialogClose } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import { scopeItems, toScope } from './token-scopes.ts'

const days = [
  { value: '7', label: '7 days' },
  { value: '30', label: '30 days' },
  { value: '90', label: '90 days' },
  { value: '366', label: 'A year' },
]

/** Makes a token, then shows it this one time. */
export function TokenDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const form = useId()
  const { slug } = useWorkspace()
  const make = useAction(createTokenContract, { refresh: [listTokensContract], quiet: true })
  const close = () => {
    make.reset()
    onClose()
  }
  const secret = make.data?.secret
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        if (!next) close()
      }}
      size="md"
      title={secret === undefined ? 'New token' : 'Copy your token now'}
      description={
        secret === undefined
          ? 'It acts as you in this workspace, and never may more than you.'
          : 'It is shown this once. Keep it where only your program reads it; if it is lost, revoke it and make another.'
      }
      footer={
        secret === undefined ? (
          <>
            <DialogClose>
              <Button>Cancel</Button>
            </DialogClose>
            <Button type="submit" form={form} variant="primary" busy={make.isPending}>
              Make token
            </Button>
          </>
        ) : (
          <Button variant="primary" onClick={close}>
            Done
          </Button>
        )
      }
    >
      {secret === undefined ? (
        <TokenForm id={form} error={make.error} onSubmit={(input) => make.mutate({ workspace: slug, ...input })} />
      ) : (
        <CopyLine label="Token" text={secret} />
      )}
    </Dialog>
  )
}

type Wanted = Pick<TokenView, 'name' | 'role'> & { days: number }

function TokenForm({ id, error, onSubmit }: { id: string; error: Error | null; onSubmit: (wanted: Wanted) => void }) {
  const [name, setName] = useState('')
  const [role, setRole] = useState<TokenView['role']>('operator')
  const [lasts, setLasts] = useState('90')
  const wrong = fieldErrors(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onSubmit({ name, role, days: Number(lasts) })
  }
  return (
    <form id={id} onSubmit={submit} className="grid gap-4">
      <FormAlert error={Object.keys(wrong).length > 0 ? null : error} />
      <Field label="Name" name="name" error={wrong.name} help="The program it is for.">
        <Input required maxLength={60} placeholder="Nightly report" value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <div className="grid items-start gap-4 sm:grid-cols-2">
        <Field label="It may" name="role" error={wrong.role}>
          <Select items={scopeItems} value={role} onChange={(next) => setRole(toScope(next))} />
        </Field>
        <Field label="Lasts" name="days" error={wrong.days}>
          <Select items={days} value={lasts} onChange={setLasts} />
        </Field>
      </div>
    </form>
  )
}
