'use client'
import { useStateStore } from '@json-render/react'
import { ClipboardList } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import type { FormField as Asked, FormProps } from '../../../server/blocks/show/props/index.ts'
import type { Json } from '../../../server/kernel/json.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { useCardState } from '../card-context.tsx'
import type { CardState } from '../card-state.ts'
import { CommentField } from '../comment-field.tsx'
import { commentOf } from '../comment-of.ts'
import { Facts } from '../facts.tsx'
import { Frame } from '../frame.tsx'
import { useCardUi } from '../use-card-ui.ts'
import { fileOf } from './file-of.ts'
import { FormField, labelOf } from './form-field.tsx'
import { Options } from './options.tsx'
import { readTyped, type Typed, typedOf } from './typed-values.ts'

/** Asks for values, or shows values that may be changed before a yes. What is typed survives a reload. */
export function Form({ props, emit }: { props: FormProps; emit: (event: string) => void }) {
  const { requester, message, asks, fields, values, details, submitLabel, declineLabel } = props
  const state = useCardState()
  const { set } = useStateStore()
  const [kept, setKept] = useCardUi<Typed>('/typed')
  const [wrong, setWrong] = useState<Record<string, string>>({})
  const form = useRef<HTMLFormElement>(null)
  // Whoever pressed the button is taken to the first field that is wrong.
  useEffect(() => {
    if (Object.keys(wrong).length > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] button')?.focus()
  }, [wrong])
  const typed = { ...typedOf(fields, values), ...kept }
  const open = state.phase === 'open' && !state.barred && !state.told
  const stuck = state.sending !== undefined || state.sent !== undefined
  const only = asks === 'values' && fields.length === 1 && fields[0]?.kind === 'choice' ? fields[0] : undefined
  const comment = commentOf(state)

  function send(filled: Typed) {
    const read = readTyped(fields, filled)
    setWrong(read.ok ? {} : read.wrong)
    if (!read.ok) return
    set('/values', read.values)
    emit(asks === 'verdict' ? 'approve' : 'submit')
  }

  function choose(field: Asked, value: string) {
    setKept({ ...typed, [field.name]: value })
    send({ ...typed, [field.name]: value })
  }

  return (
    <Frame icon={ClipboardList} title={state.title ?? 'Form'} live={state.phase === 'open'} aside={<VerdictBadge />}>
      <div className="px-4 pt-3 pb-3.5">
        <p className="text-xs break-words text-muted-foreground">{requester} asks</p>
        {message ? <p className="mt-1.5 text-base break-words whitespace-pre-wrap">{message}</p> : null}
      </div>
      {details.length > 0 ? <Facts className="border-t px-4 py-1" facts={details} /> : null}
      {open ? (
        <form
          ref={form}
          noValidate
          className="grid gap-3 border-t px-4 py-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (!stuck && !only) send(typed)
          }}
        >
          {only ? (
            <Options field={only} chosen={stuck ? String(typed[only.name] ?? '') : undefined} disabled={stuck} onChoose={(value) => choose(only, value)} />
          ) : (
            fields.map((field) => (
              <FormField
                key={field.name}
                field={field}
                value={typed[field.name] ?? ''}
                wrong={wrong[field.name]}
                disabled={stuck}
                onChange={(value) => setKept({ ...typed, [field.name]: value })}
              />
            ))
          )}
          {asks === 'verdict' ? <CommentField /> : null}
        </form>
      ) : (
        <Facts className="border-t px-4 py-1" facts={factsOf(fields, state, values)} />
      )}
      {comment ? <blockquote className="border-t px-4 py-2.5 text-sm break-words whitespace-pre-wrap text-muted-foreground">“{comment}”</blockquote> : null}
      {only ? (
        <AnswerBar decline={declineLabel} onDecline={() => emit('decline')} />
      ) : (
        <AnswerBar approve={submitLabel} decline={declineLabel} onApprove={() => send(typed)} onDecline={() => emit('decline')} />
      )}
    </Frame>
  )
}

/** Read-only: what was answered, or, before, what was asked for and stood there at first. */
function factsOf(fields: readonly Asked[], { answer }: CardState, given: Record<string, Json>) {
  const filled = answer && answer.outcome !== 'declined' && answer.outcome !== 'expired' ? filledIn(answer.value) : given
  return fields.map((field) => ({ label: labelOf(field), value: textOf(filled[field.name]) }))
}

function filledIn(value: Json): Record<string, Json> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const { values } = value
  return typeof values === 'object' && values !== null && !Array.isArray(values) ? values : value
}

function textOf(value: Json | undefined): string {
  if (value === undefined || value === '') return '–'
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return typeof value === 'string' ? value : (fileOf(value)?.name ?? JSON.stringify(value))
}
