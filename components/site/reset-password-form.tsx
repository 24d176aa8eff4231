'use client'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { resetPasswordContract } from '../../server/accounts/contract.ts'
import { api } from '../api.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { FormAlert } from './form-alert.tsx'
import { openSession } from './open-session.ts'

/** The link's secret stands behind the #, where no server sees it before it is used. */
export function ResetPasswordForm() {
  const [password, setPassword] = useState('')
  const set = useMutation({
    async mutationFn(given: { password: string }) {
      const { email } = await api(resetPasswordContract, { token: window.location.hash.slice(1) || 'none', ...given })
      return openSession(email, given.password)
    },
    meta: { quiet: true },
    onSuccess: (home) => window.location.assign(home),
  })
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    set.mutate({ password: String(new FormData(event.currentTarget).get('password') ?? password) })
  }
  const wrong = fieldErrors(set.error)
  return (
    <form method="post" onSubmit={submit} noValidate className="grid gap-4">
      <FormAlert error={Object.keys(wrong).length > 0 ? null : set.error} />
      <Field label="New password" name="password" help="At least 10 characters. A few words are easier to remember than signs." error={wrong.password}>
        <Input type="password" autoComplete="new-password" required autoFocus value={password} onChange={(event) => setPassword(event.target.value)} />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={set.isPending || set.isSuccess}>
        Set the password and sign in
      </Button>
    </form>
  )
}
