'use client'
import { ArrowUp } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useEffectEvent, useId } from 'react'
import { AttachButton, Attachments, type FilePlace, type Uploads } from '../files/index.ts'
import { IconButton } from '../ui/index.ts'
import { MentionList } from './mention-list.tsx'
import { type Mentionable, useMention } from './use-mention.ts'

export const longest = 32_000

export type ComposerProps = {
  text: string
  onText: (text: string) => void
  onSend: () => void
  /** Why nothing can be said here. */
  barred?: string | undefined
  placeholder: string
  /** Beside the send button: Stop, while an agent works. */
  aside?: ReactNode
  field: RefObject<HTMLTextAreaElement | null>
  /** Who can be named with an @. */
  known: readonly Mentionable[]
  /** What becomes of a message that is sent now. */
  note?: string | undefined
  /** What goes along; left out where nothing can. */
  attach?: { uploads: Uploads; workspace: FilePlace } | undefined
}

/** Where a message is typed. Enter sends; Shift+Enter, and Enter on a touch keyboard, begins a new line. */
export function Composer({ text, onText, onSend, barred, placeholder, aside, field, known, note, attach }: ComposerProps) {
  const id = useId()
  const over = text.trim().length - longest
  const mention = useMention(text, onText, field, known)
  const open = mention.offered.length > 0
  const ready = (text.trim() !== '' || (attach && attach.uploads.ready.length > 0)) && !attach?.uploads.waits && over <= 0
  // What was typed before the page came alive is in the field, and only there.
  const takeOver = useEffectEvent(() => {
    const typed = field.current?.value ?? ''
    if (typed !== '' && typed !== text) onText(typed)
  })
  useEffect(() => takeOver(), [])
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (mention.onKey(event)) return
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || window.matchMedia('(pointer: coarse)').matches) return
    event.preventDefault()
    if (ready) onSend()
  }
  if (barred) return <p className="rounded-lg border bg-muted px-4 py-3 text-center text-sm text-muted-foreground">{barred}</p>
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (ready) onSend()
      }}
      className="relative rounded-xl border border-input bg-card shadow-raised transition-colors focus-within:border-ring focus-within:ring-3 focus-within:ring-ring/15"
    >
      {attach ? <Attachments {...attach} /> : null}
      {open ? <MentionList id={mention.list} offered={mention.offered} at={mention.at} onChoose={mention.choose} /> : null}
      <label htmlFor={id} className="sr-only">
        Message
      </label>
      <textarea
        ref={field}
        id={id}
        rows={1}
        value={text}
        onChange={(event) => {
          onText(event.target.value)
          mention.look()
        }}
        onSelect={mention.look}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          const files = [...event.clipboardData.files]
          if (!attach || files.length === 0) return
          event.preventDefault()
          attach.uploads.add(files)
        }}
        aria-autocomplete="list"
        aria-controls={open ? mention.list : undefined}
        aria-activedescendant={open ? `${mention.list}-${mention.at}` : undefined}
        placeholder={placeholder}
        aria-describedby={over > -2000 ? `${id}-count` : undefined}
        enterKeyHint="enter"
        className="block field-sizing-content max-h-[40dvh] min-h-11 w-full resize-none bg-transparent px-3.5 pt-3 pb-1 text-base outline-none placeholder:text-subtle-foreground coarse:text-lg"
      />
      <div className="flex items-center gap-2 px-2 pb-2">
        {attach ? <AttachButton onFiles={attach.uploads.add} /> : null}
        <p id={`${id}-count`} className={`min-w-0 flex-1 truncate text-xs tabular-nums ${over > 0 ? 'text-destructive' : 'text-muted-foreground'}`}>
          {over > 0 ? `${over.toLocaleString('en-GB')} characters too long` : over > -2000 ? `${(-over).toLocaleString('en-GB')} characters left` : note}
        </p>
        {aside}
        <IconButton type="submit" variant="primary" label="Send" keys="Enter" disabled={!ready} className="rounded-lg!">
          <ArrowUp aria-hidden="true" />
        </IconButton>
      </div>
    </form>
  )
}
