'use client'
import { Popover } from '@base-ui/react/popover'
import { File, Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { listFilesContract } from '../../server/files/contract.ts'
import { type FileRef, fileRefSchema } from '../../server/kernel/file-ref.ts'
import { useData } from '../data/use-data.ts'
import { sizeText } from '../files/index.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button, cx, IconButton, Input, Spinner } from '../ui/index.ts'
import { popupClass } from '../ui/popup-class.ts'
import type { ControlProps } from './control-props.ts'

/** One file of the workspace. */
export function FileControl({ value, onChange, readOnly }: ControlProps) {
  const held = fileRefSchema.safeParse(value).data
  return (
    <Chosen
      files={held ? [held] : []}
      readOnly={readOnly}
      add={held ? 'Choose another file' : 'Choose a file'}
      onAdd={(file) => onChange({ ...file })}
      onRemove={() => onChange(undefined)}
    />
  )
}

/** Several of them. */
export function FilesControl({ value, onChange, readOnly }: ControlProps) {
  const held = fileRefSchema.array().safeParse(value).data ?? []
  return (
    <Chosen
      files={held}
      readOnly={readOnly}
      add="Add a file"
      onAdd={(file) => onChange([...held.filter(({ id }) => id !== file.id), file])}
      onRemove={(id) => {
        const rest = held.filter((one) => one.id !== id)
        onChange(rest.length === 0 ? undefined : rest)
      }}
    />
  )
}

type ChosenProps = { files: readonly FileRef[]; readOnly: boolean; add: string; onAdd: (file: FileRef) => void; onRemove: (id: string) => void }

function Chosen({ files, readOnly, add, onAdd, onRemove }: ChosenProps) {
  const [open, setOpen] = useState(false)
  return (
    <div className="grid gap-1.5">
      {files.length > 0 ? (
        <ul className="divide-y rounded-md border bg-card">
          {files.map(({ id, name, bytes }) => (
            <li key={id} className="flex h-8 items-center gap-2 pr-0.5 pl-2 text-sm coarse:h-11">
              <File aria-hidden="true" className="size-3.5 shrink-0 text-muted-foreground" />
              <span className="min-w-0 flex-1 truncate">{name}</span>
              <span className="shrink-0 text-xs text-muted-foreground">{sizeText(bytes)}</span>
              {readOnly ? null : (
                <IconButton label={`Take ${name} out`} size="sm" onClick={() => onRemove(id)}>
                  <X aria-hidden="true" />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      ) : readOnly ? (
        <p className="text-xs text-muted-foreground">No file</p>
      ) : null}
      {readOnly ? null : (
        <Popover.Root open={open} onOpenChange={setOpen}>
          <Popover.Trigger render={<Button size="sm" className="justify-self-start" />}>
            <Plus aria-hidden="true" /> {add}
          </Popover.Trigger>
          <Popover.Portal>
            <Popover.Positioner side="bottom" align="start" sideOffset={4} className="z-[60]">
              <Popover.Popup className={cx(popupClass, 'flex max-h-80 w-76 flex-col')} aria-label="Files of this workspace">
                <FileList
                  onChoose={(file) => {
                    setOpen(false)
                    onAdd(file)
                  }}
                />
              </Popover.Popup>
            </Popover.Positioner>
          </Popover.Portal>
        </Popover.Root>
      )}
    </div>
  )
}

/** What the workspace has, the newest first; found by parts of the name. */
function FileList({ onChoose }: { onChoose: (file: FileRef) => void }) {
  const { slug: workspace } = useWorkspace()
  const [words, setWords] = useState('')
  const [active, setActive] = useState(0)
  const list = useId()
  const { data, error, isPending } = useData(listFilesContract, { workspace, words: words.trim() })
  const files = data?.files ?? []
  const at = Math.min(active, files.length - 1)
  const choose = (index: number) => {
    const file = files[index]
    if (file) onChoose(fileRefSchema.parse(file))
  }
  return (
    <>
      <div className="border-b p-1.5">
        <Input
          aria-label="Search files"
          placeholder="Search files"
          role="combobox"
          aria-expanded
          aria-controls={list}
          aria-activedescendant={at < 0 ? undefined : `${list}-${at}`}
          autoFocus
          value={words}
          maxLength={120}
          onChange={(event) => {
            setWords(event.target.value)
            setActive(0)
          }}
          onKeyDown={(event) => {
            const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
            if (step !== 0 && files.length > 0) setActive((at + step + files.length) % files.length)
            else if (event.key === 'Enter') choose(at)
            else return
            event.preventDefault()
          }}
        />
      </div>
      <div id={list} role="listbox" aria-label="Files" className="min-h-0 flex-1 overflow-y-auto overscroll-contain p-1">
        {files.map(({ id, name, bytes, by }, index) => (
          <div
            key={id}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onPointerMove={() => setActive(index)}
            onClick={() => choose(index)}
            onKeyDown={(event) => event.key === 'Enter' && choose(index)}
            className={cx('cursor-default rounded-md px-2 py-1.5 select-none coarse:py-2.5', index === at && 'bg-accent')}
          >
            <span className="block truncate text-sm">{name}</span>
            <span className="block truncate text-xs text-muted-foreground">
              {sizeText(bytes)} · {by.name || 'Somebody'}
            </span>
          </div>
        ))}
      </div>
      {files.length === 0 ? (
        <p role="status" className="flex justify-center px-4 pt-2 pb-4 text-center text-xs text-pretty text-muted-foreground">
          {isPending ? (
            <Spinner />
          ) : error ? (
            error.message
          ) : words.trim() === '' ? (
            'There is no file in this workspace yet. Files come in with messages, and on the page of files.'
          ) : (
            'No file is called that.'
          )}
        </p>
      ) : null}
    </>
  )
}
