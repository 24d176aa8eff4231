'use client'
import { useState } from 'react'
import { Input } from '../ui/index.ts'
import { wrongPortName } from './state/port-list.ts'

export type PortNameProps = {
  label: string
  name: string
  /** The names of the block's other ports. */
  taken: readonly string[]
  readOnly: boolean
  /** It was added just now, so it takes the focus. */
  begun: boolean
  onRename: (name: string) => void
}

/**
 * The name of a port. It counts when one is done with it (Enter, or on leaving the field), so that expressions and wires follow one
 * whole name and never half of one. A name that cannot be says why, and the former one counts.
 */
export function PortName({ label, name, taken, readOnly, begun, onRename }: PortNameProps) {
  const [typed, setTyped] = useState<{ text: string; over: string } | null>(null)
  const text = typed?.over === name ? typed.text : name
  const wrong = text === name ? null : wrongPortName(text, taken)
  const settle = () => {
    if (wrong !== null) return
    setTyped(null)
    if (text !== name) onRename(text)
  }
  return (
    <div className="grid min-w-0 flex-1 gap-1">
      <Input
        ref={begun ? selectAll : undefined}
        aria-label={label}
        mono
        value={text}
        readOnly={readOnly}
        maxLength={64}
        spellCheck={false}
        autoComplete="off"
        aria-invalid={wrong ? true : undefined}
        onChange={(event) => setTyped({ text: event.target.value.trim(), over: name })}
        onBlur={settle}
        onKeyDown={(event) => {
          if (event.key === 'Enter') settle()
        }}
      />
      {wrong ? (
        <p role="status" className="text-xs text-destructive">
          {wrong}
        </p>
      ) : null}
    </div>
  )
}

function selectAll(input: HTMLInputElement | null): void {
  input?.focus()
  input?.select()
}
