'use client'
import { useMutation } from '@tanstack/react-query'
import { MailCheck } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { forgotPasswordContract } from '../../server/accounts/contract.ts'
import { api } from '../api.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { FormAlert } from './form-alert.tsx'

export function ForgotPasswordForm() {
  const [email, setEmail] = useState('')
  const ask = useMutation({ mutationFn: (given: { email: string }) => api(forgotPasswordContract, given), meta: { quiet: true } })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    ask.mutate({ email })
  }
  if (ask.isSuccess)
    return (
      <p role="status" className="flex gap-2.5 rounded-md border bg-muted/60 px-3 py-2.5 text-sm text-pretty">
        <MailCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted-foreground" />
        <span>
          If <strong className="font-medium break-all">{email}</strong> has an account, a link is on its way. It works once, within an hour. Look among unwanted
          mail too.
        </span>
      </p>
    )
  const wrong = fieldErrors(ask.error)
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <FormAlert error={Object.keys(wrong).length > 0 ? null : ask.error} />
      <Field label="E-mail" name="email" error={wrong.email}>
        <Input type="email" autoComplete="username" required autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={ask.isPending}>
        Send the link
      </Button>
    </form>
  )
}
