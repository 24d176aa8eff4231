'use client'
import { type KeyboardEvent, useId, useRef, useState } from 'react'
import { listMembersContract } from '../../../server/access/contract.ts'
import { useData } from '../../data/use-data.ts'
import { useWorkspace } from '../../shell/workspace-context.tsx'
import { Button, cx, Textarea } from '../../ui/index.ts'
import { fitting, type Member, namedIn, namingAt } from './mentions.ts'

type Props = {
  label: string
  placeholder: string
  send: string
  busy: boolean
  autoFocus?: boolean
  /** What stands there already, when something is said otherwise. */
  first?: string
  /** Leaves all as it was; Escape does it, too. */
  onCancel?: () => void
  onSend: (text: string, mentions: string[]) => Promise<unknown>
}

/** Where a comment is written; an @ names a colleague. Ctrl-Enter sends. What could not be sent stays. */
export function CommentBox({ label, placeholder, send, busy, autoFocus = false, first = '', onCancel, onSend }: Props) {
  const { slug } = useWorkspace()
  const members = useData(listMembersContract, { workspace: slug }).data?.members ?? []
  const [text, setText] = useState(first)
  const [caret, setCaret] = useState(first.length)
  const [picked, setPicked] = useState(0)
  const [shut, setShut] = useState(false)
  const box = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const naming = shut ? undefined : namingAt(text, caret)
  const offered = naming ? fitting(members, naming.typed) : []
  const at = Math.min(picked, offered.length - 1)

  const take = ({ name }: Member) => {
    if (!naming) return
    const before = `${text.slice(0, naming.from)}@${name} `
    setText(before + text.slice(caret))
    setCaret(before.length)
    setPicked(0)
    requestAnimationFrame(() => {
      box.current?.focus()
      box.current?.setSelectionRange(before.length, before.length)
    })
  }
  const submit = () => {
    const words = text.trim()
    if (words === '' || busy) return
    void onSend(words, namedIn(words, members)).then(
      () => setText(first),
      () => undefined, // it is told, and the words stay
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation()
    const chosen = offered[at]
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      submit()
    } else if (chosen && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault()
      take(chosen)
    } else if (chosen && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      setPicked((at + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
    } else if (chosen && event.key === 'Escape') {
      event.preventDefault()
      setShut(true)
    } else if (event.key === 'Escape' && onCancel) {
      event.preventDefault()
      onCancel()
    }
  }
  return (
    <div className="grid gap-2">
      <div className="relative">
        <Textarea
          ref={box}
          aria-label={label}
          role={offered.length > 0 ? 'combobox' : undefined}
          aria-expanded={offered.length > 0 ? true : undefined}
          aria-controls={offered.length > 0 ? list : undefined}
          aria-activedescendant={offered.length > 0 ? `${list}-${at}` : undefined}
          autoFocus={autoFocus}
          rows={2}
          maxLength={4000}
          placeholder={placeholder}
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            setCaret(event.target.selectionStart)
            setShut(false)
          }}
          onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
          onKeyDown={onKeyDown}
        />
        {offered.length > 0 ? (
          <div
            id={list}
            role="listbox"
            aria-label="People to name"
            className="absolute inset-x-0 top-full z-10 mt-1 rounded-md border bg-popover p-1 shadow-overlay"
          >
            {offered.map((member, index) => (
              <div
                key={member.personId}
                id={`${list}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={index === at}
                onPointerDown={(event) => {
                  event.preventDefault()
                  take(member)
                }}
                className={cx('cursor-default truncate rounded-md px-2 py-1.5 text-sm coarse:py-2.5', index === at && 'bg-accent')}
              >
                {member.name}
              </div>
            ))}
          </div>
        ) : null}
      </div>
      {text.trim() === '' && !onCancel ? null : (
        <div className="flex justify-end gap-2">
          {onCancel ? (
            <Button size="sm" variant="ghost" onClick={onCancel}>
              Cancel
            </Button>
          ) : null}
          <Button size="sm" variant="primary" busy={busy} disabled={text.trim() === '' || text.trim() === first} onClick={submit}>
            {send}
          </Button>
        </div>
      )}
    </div>
  )
}
