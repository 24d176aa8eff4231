'use client'
import { type FormEvent, useId, useState } from 'react'
import { listAgentsContract } from '../../server/flows/contract.ts'
import { createLinkContract, type LinkView, listLinksContract, updateLinkContract } from '../../server/links/contract.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { FormAlert } from '../site/form-alert.tsx'
import { Button, Dialog, DialogClose, toast } from '../ui/index.ts'
import { LinkFields } from './link-fields.tsx'
import { settingsOf, type Values, valuesOf } from './link-form-values.ts'

type Props = { editing: LinkView | 'new' | null; agent: string | undefined; onClose: () => void }

/** Makes a chat link, or changes one. */
export function LinkDialog({ editing, agent, onClose }: Props) {
  const form = useId()
  const [busy, setBusy] = useState(false)
  return (
    <Dialog
      open={editing !== null}
      onOpenChange={(open) => !open && onClose()}
      size="md"
      title={editing === 'new' || editing === null ? 'New chat link' : editing.settings.title}
      footer={
        <>
          <DialogClose>
            <Button>Cancel</Button>
          </DialogClose>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {editing === 'new' ? 'Make the link' : 'Save'}
          </Button>
        </>
      }
    >
      {editing === null ? null : <LinkForm id={form} link={editing === 'new' ? undefined : editing} agent={agent} onBusy={setBusy} onDone={onClose} />}
    </Dialog>
  )
}

type FormProps = { id: string; link: LinkView | undefined; agent: string | undefined; onBusy: (busy: boolean) => void; onDone: () => void }

function LinkForm({ id, link, agent, onBusy, onDone }: FormProps) {
  const { slug } = useWorkspace()
  const [values, setValues] = useState<Values>(() => valuesOf(link?.settings, link?.expiresAt ?? null, link?.agent.id ?? agent ?? ''))
  const { data } = useData(listAgentsContract, { workspace: slug }, { enabled: !link })
  const agents = data?.agents.filter(({ publishedNumber, talks }) => publishedNumber !== null && talks) ?? []
  const settle = {
    refresh: [listLinksContract],
    quiet: true,
    onDone: () => {
      toast.success(link ? 'Saved' : 'The chat link is made')
      onDone()
    },
  }
  const create = useAction(createLinkContract, settle)
  const update = useAction(updateLinkContract, settle)
  const error = create.error ?? update.error
  const wrong = fieldErrors(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    onBusy(true)
    const input = { workspace: slug, ...settingsOf(values) }
    const over = { onSettled: () => onBusy(false) }
    if (link) update.mutate({ ...input, link: link.id }, over)
    else create.mutate({ ...input, agent: values.agent }, over)
  }
  return (
    <form id={id} onSubmit={submit} className="grid gap-6">
      <FormAlert error={Object.keys(wrong).length > 0 ? null : error} />
      <LinkFields values={values} onChange={(change) => setValues((now) => ({ ...now, ...change }))} wrong={wrong} agents={link ? undefined : agents} />
    </form>
  )
}
