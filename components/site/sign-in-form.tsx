'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { FormAlert } from './form-alert.tsx'
import { openSession } from './open-session.ts'

/** A full page load follows, so nothing of an earlier person stays in the browser's memory. */
export function SignInForm({ next }: { next: string | null }) {
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const open = useMutation({
    mutationFn: (given: { email: string; password: string }) => openSession(given.email, given.password),
    meta: { quiet: true },
    onSuccess: (home) => window.location.assign(next ?? home),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // A password manager may have filled the fields before the page came alive: what stands in them counts.
    const fields = new FormData(event.currentTarget)
    open.mutate({ email: String(fields.get('email') ?? email), password: String(fields.get('password') ?? password) })
  }
  return (
    <form method="post" onSubmit={submit} className="grid gap-4">
      <FormAlert error={open.error} />
      <Field label="E-mail" name="email">
        <Input type="email" autoComplete="username" required autoFocus value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      <Field label="Password" name="password">
        <Input type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={open.isPending || open.isSuccess}>
        Sign in
      </Button>
    </form>
  )
}
