'use client'
import { Paperclip, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { toErrorData } from '../../../server/kernel/errors.ts'
import { newId } from '../../../server/kernel/ids.ts'
import { sizeText, uploadFile } from '../../files/index.ts'
import { Button, IconButton, Spinner } from '../../ui/index.ts'
import { useCardState } from '../card-context.tsx'
import { fileOf } from './file-of.ts'

type FileControlProps = {
  label: string
  help: string
  optional: boolean
  value: string
  wrong: string | undefined
  disabled: boolean
  onChange: (value: string) => void
}

/** One file as a field: uploaded when it is chosen, part of the answer when that is sent. */
export function FileControl({ label, help, optional, value, wrong, disabled, onChange }: FileControlProps) {
  const { workspace } = useCardState()
  const [state, setState] = useState<{ busy?: string; problem?: string }>({})
  const input = useRef<HTMLInputElement>(null)
  const id = useId()
  const file = fileOf(value)
  const problem = state.problem ?? wrong

  async function choose(source: File | undefined) {
    if (!source) return
    setState({ busy: source.name })
    try {
      const about = { id: newId(), name: source.name, type: source.type, bytes: source.size }
      // where nothing is sent anywhere, such as in the gallery, nothing is uploaded
      onChange(JSON.stringify(workspace === undefined ? about : await uploadFile(workspace, about.id, source)))
      setState({})
    } catch (error) {
      setState({ problem: toErrorData(error).message })
    }
  }

  return (
    <fieldset aria-describedby={`${id}-help`} data-invalid={problem ? '' : undefined} className="grid gap-1.5">
      <legend className="mb-1.5 flex items-baseline gap-1.5 text-sm font-medium">
        {label}
        {optional ? <span className="text-xs font-normal text-muted-foreground">optional</span> : null}
      </legend>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={label}
        onChange={(event) => {
          void choose(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {file ? (
        <div className="flex items-center gap-2 rounded-md border bg-muted/50 py-0.5 pr-0.5 pl-2.5 text-sm">
          <Paperclip aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
          <span className="min-w-0 flex-1 truncate" title={file.name}>
            {file.name}
          </span>
          <span className="shrink-0 text-xs text-muted-foreground tabular-nums">{sizeText(file.bytes)}</span>
          <IconButton size="sm" label={`Take out ${file.name}`} disabled={disabled} onClick={() => onChange('')}>
            <X aria-hidden="true" />
          </IconButton>
        </div>
      ) : (
        <Button variant="secondary" disabled={disabled || state.busy !== undefined} onClick={() => input.current?.click()} className="justify-self-start">
          {state.busy ? <Spinner label={`Uploading ${state.busy}`} className="size-3.5" /> : <Paperclip aria-hidden="true" />}
          {state.busy ? 'Uploading' : 'Choose a file'}
        </Button>
      )}
      <p id={`${id}-help`} className={problem ? 'text-xs text-destructive' : 'text-xs text-muted-foreground'} role={problem ? 'alert' : undefined}>
        {problem ?? (help || 'A picture, a PDF or another document, at most 20 MB.')}
      </p>
    </fieldset>
  )
}
