'use client'
import { Fingerprint } from 'lucide-react'
import { useState } from 'react'
import type { IdentityField, IdentityFormProps } from '../../../server/blocks/show/props/index.ts'
import type { Json, JsonObject } from '../../../server/kernel/json.ts'
import { Checkbox } from '../../ui/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { Facts } from '../facts.tsx'
import { fileOf } from '../form/file-of.ts'
import { FormField, labelOf } from '../form/form-field.tsx'
import { readTyped, type Typed, typedOf } from '../form/typed-values.ts'
import { Frame } from '../frame.tsx'
import { useAsk } from '../use-ask.ts'
import { maskedText } from './masked-text.ts'

/** Asks who somebody is. What is typed here is not kept by the browser; once sent, masked fields show their end only. */
export function IdentityForm({ props, emit }: { props: IdentityFormProps; emit: (event: string) => void }) {
  const { requester, message, fields, known, consent } = props
  const { state, open, stuck, said, submit, decline } = useAsk(emit)
  const [typed, setTyped] = useState<Typed>(() => typedOf(fields, {}))
  const [agreed, setAgreed] = useState(false)
  const [wrong, setWrong] = useState<Record<string, string>>({})

  function send() {
    const read = readTyped(fields, typed)
    setWrong({ ...(read.ok ? {} : read.wrong), ...(agreed ? {} : { '': 'Without your consent nothing is sent.' }) })
    if (read.ok && agreed) submit({ ...read.values, consent: true })
  }

  return (
    <Frame icon={Fingerprint} title={state.title ?? 'Who are you?'} live={state.phase === 'open'} aside={<VerdictBadge />}>
      <div className="px-4 pt-3 pb-3.5">
        <p className="text-xs break-words text-muted-foreground">{requester} asks</p>
        {message ? <p className="mt-1.5 text-base break-words whitespace-pre-wrap">{message}</p> : null}
      </div>
      {known.length > 0 ? <Facts className="border-t px-4 py-1" facts={known} /> : null}
      {open ? (
        <form
          noValidate
          autoComplete="off"
          className="grid gap-3 border-t px-4 py-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (!stuck) send()
          }}
        >
          {fields.map((field) => (
            <FormField
              key={field.name}
              field={field}
              value={typed[field.name] ?? ''}
              wrong={wrong[field.name]}
              disabled={stuck}
              onChange={(value) => setTyped({ ...typed, [field.name]: value })}
            />
          ))}
          <div className="grid gap-1 rounded-md bg-muted px-3 py-2.5">
            <Checkbox checked={agreed} onChange={setAgreed} disabled={stuck}>
              <span className="break-words whitespace-pre-wrap">{consent}</span>
            </Checkbox>
            {wrong[''] && !agreed ? (
              <p role="alert" className="pl-6 text-xs text-destructive">
                {wrong['']}
              </p>
            ) : null}
          </div>
        </form>
      ) : (
        <>
          <Facts className="border-t px-4 py-1" facts={fields.map((field) => ({ label: labelOf(field), value: shownValue(field, said) }))} />
          <p className="border-t bg-muted/40 px-4 py-2 text-xs break-words whitespace-pre-wrap text-muted-foreground">
            {said?.consent === true ? 'Agreed: ' : ''}
            {consent}
          </p>
        </>
      )}
      <AnswerBar approve="Send" decline="I would rather not" done="Sent" onApprove={send} onDecline={decline} />
    </Frame>
  )
}

function shownValue(field: IdentityField, said: JsonObject | undefined): string {
  const value = said && Object.hasOwn(said, field.name) ? said[field.name] : undefined
  if (value === undefined || value === '') return '–'
  if (field.kind === 'file') return fileOf(value)?.name ?? 'A file'
  const text = textOf(value)
  return field.masked ? maskedText(text) : text
}

function textOf(value: Json): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
