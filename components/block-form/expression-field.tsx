'use client'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import type { Completion } from '../../server/engine/expression.ts'
import type { InputValue } from '../../server/engine/flow.ts'
import { Field, Textarea } from '../ui/index.ts'
import type { ExpressionHelp } from './expression-help.ts'
import { ExpressionOffers, offerId } from './expression-offers.tsx'

export type ExpressionFieldProps = {
  frame: { label: string; error: string | undefined }
  source: string
  onChange: (value: InputValue | undefined) => void
  readOnly: boolean
  help: ExpressionHelp | undefined
  /** It was asked for just now, so it takes the focus. */
  begun: boolean
}

/** An input that is worked out from what other blocks give: names are offered while one types, and what it comes to is told below. */
export function ExpressionField({ frame, source, onChange, readOnly, help, begun }: ExpressionFieldProps): ReactNode {
  const text = source.trim() === '' ? '' : source
  const box = useRef<HTMLTextAreaElement>(null)
  const list = useId()
  const caret = useRef<number | null>(null)
  const [at, setAt] = useState<number | null>(null)
  const [active, setActive] = useState(0)
  const offers = at === null || readOnly ? [] : offersAt(help, text, at)
  const open = offers.length > 0
  const chosen = Math.min(active, offers.length - 1)

  useEffect(() => {
    if (begun) box.current?.focus()
  }, [begun])
  // The text comes back from the document: only then the caret can stand behind what was put in.
  useLayoutEffect(() => {
    if (caret.current === null || text.length < caret.current) return
    box.current?.setSelectionRange(caret.current, caret.current)
    caret.current = null
  }, [text])

  const write = (next: string) => onChange({ kind: 'expression', source: next || ' ' })
  const ask = (place: number | null) => {
    setAt(place)
    setActive(0)
  }
  const take = ({ insert, from, to, kind }: Completion) => {
    const put = kind === 'name' && text.charAt(to) !== '.' ? `${insert}.` : insert
    caret.current = from + put.length
    write(text.slice(0, from) + put + text.slice(to))
    ask(kind === 'name' ? caret.current : null)
    box.current?.focus()
  }
  const press = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const offer = offers[chosen]
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const wanted = (event.key === ' ' && event.ctrlKey) || (event.key === 'ArrowDown' && text === '')
    if (!offer && !wanted) return
    if (!offer) ask(event.currentTarget.selectionStart)
    else if (step !== 0) setActive((chosen + step + offers.length) % offers.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(offer)
    else if (event.key === 'Escape') ask(null)
    else return
    event.preventDefault()
    // Escape closes this list, and not the form around it.
    event.stopPropagation()
  }

  const back = readOnly ? null : (
    <button
      type="button"
      className="-my-1 min-h-6 rounded px-1 text-xs text-muted-foreground hover:bg-accent hover:text-foreground"
      onClick={() => onChange(undefined)}
    >
      use a plain value
    </button>
  )
  return (
    <Field label={frame.label} error={text === '' ? undefined : frame.error} aside={back} help={<Told text={text} help={help} />}>
      <div className="relative">
        <Textarea
          ref={box}
          mono
          rows={2}
          spellCheck={false}
          autoCapitalize="off"
          role="combobox"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-expanded={open}
          aria-controls={open ? list : undefined}
          aria-activedescendant={open ? offerId(list, chosen) : undefined}
          className="block w-full"
          value={text}
          placeholder="other_block.output"
          readOnly={readOnly}
          onChange={({ target }) => {
            write(target.value)
            ask(asksFor(target.value.slice(0, target.selectionStart)) ? target.selectionStart : null)
          }}
          onFocus={() => text === '' && ask(0)}
          onBlur={() => ask(null)}
          onClick={() => text !== '' && ask(null)}
          onKeyDown={press}
        />
        {open ? <ExpressionOffers id={list} offers={offers} chosen={chosen} onTake={take} /> : null}
      </div>
    </Field>
  )
}

/** A word is being written, or a field is about to be named; a number is neither. */
function asksFor(before: string): boolean {
  return before === '' || /(?<!\w)[A-Za-z_]\w*$/.test(before) || /(?<!\w)[A-Za-z_][\w.[\]]*\.$/.test(before)
}

/** What fits, but not the very word that stands there already. */
function offersAt(help: ExpressionHelp | undefined, text: string, at: number): Completion[] {
  const found = help?.complete(text, at) ?? []
  const [only] = found
  return only && found.length === 1 && only.insert === text.slice(only.from, only.to) ? [] : found
}

function Told({ text, help }: { text: string; help: ExpressionHelp | undefined }) {
  if (text === '') return 'Name what another block gives, such as each.item. Ctrl Space lists what there is.'
  const type = help?.typeOf(text)
  const value = help?.preview(text)
  return (
    <>
      {type ? `Gives ${type}. ` : ''}
      {value === null || value === undefined ? null : (
        <span className="block truncate">
          In the last run: <code className="font-mono text-foreground">{value}</code>
        </span>
      )}
    </>
  )
}
