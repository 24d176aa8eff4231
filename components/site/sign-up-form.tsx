'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { signUpContract } from '../../server/accounts/contract.ts'
import { api } from '../api.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { FormAlert } from './form-alert.tsx'
import { openSession } from './open-session.ts'

export function SignUpForm({ next }: { next: string | null }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const create = useMutation({
    async mutationFn(given: { name: string; email: string; password: string }) {
      await api(signUpContract, given)
      return openSession(given.email, given.password)
    },
    meta: { quiet: true },
    onSuccess: (home) => window.location.assign(next ?? home),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // A password manager may have filled the fields before the page came alive: what stands in them counts.
    const fields = new FormData(event.currentTarget)
    const read = (field: string, known: string) => String(fields.get(field) ?? known)
    create.mutate({ name: read('name', name), email: read('email', email), password: read('password', password) })
  }
  const wrong = fieldErrors(create.error)
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <FormAlert error={Object.keys(wrong).length > 0 ? null : create.error} />
      <Field label="Name" name="name" error={wrong.name}>
        <Input autoComplete="name" required autoFocus value={name} onChange={(event) => setName(event.target.value)} />
      </Field>
      <Field label="E-mail" name="email" error={wrong.email}>
        <Input type="email" autoComplete="username" required value={email} onChange={(event) => setEmail(event.target.value)} />
      </Field>
      <Field label="Password" name="password" help="At least 10 characters. A few words are easier to remember than signs." error={wrong.password}>
        <Input type="password" autoComplete="new-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={create.isPending || create.isSuccess}>
        Create account
      </Button>
    </form>
  )
}
