'use client'
import { type KeyboardEvent, type RefObject, useId, useState } from 'react'
import { matching, mentionAt, withMention } from './mention-at.ts'

export type Mentionable = { id: string; name: string; kind: 'agent' | 'person' | 'everyone'; icon?: string }

const most = 8

/** The names offered while one is typed after an @, and the keys that choose among them. */
export function useMention(text: string, onText: (text: string) => void, field: RefObject<HTMLTextAreaElement | null>, known: readonly Mentionable[]) {
  const list = useId()
  const [caret, setCaret] = useState(0)
  const [picked, setPicked] = useState(0)
  /** Closed by Escape, for the @ that stands here. */
  const [shut, setShut] = useState<number>()
  const typing = mentionAt(text, Math.min(caret, text.length))
  const offered = typing && typing.from !== shut ? matching(known, typing.typed).slice(0, most) : []
  const at = Math.min(picked, offered.length - 1)

  const choose = (who: Mentionable) => {
    const now = field.current?.selectionStart ?? text.length
    const typed = mentionAt(text, now)
    if (!typed) return
    const next = withMention(text, typed, now, who.name)
    onText(next.text)
    requestAnimationFrame(() => {
      field.current?.focus()
      field.current?.setSelectionRange(next.caret, next.caret)
      setCaret(next.caret)
    })
  }
  return {
    list,
    offered,
    at,
    choose,
    look: () => {
      setCaret(field.current?.selectionStart ?? 0)
      setPicked(0)
    },
    /** True when the key was for the list. */
    onKey: (event: KeyboardEvent): boolean => {
      const who = offered[at]
      if (!who || event.nativeEvent.isComposing) return false
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') setPicked((at + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length)
      else if (event.key === 'Enter' || event.key === 'Tab') choose(who)
      else if (event.key === 'Escape') setShut(typing?.from)
      else return false
      event.preventDefault()
      return true
    },
  }
}
