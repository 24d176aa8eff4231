'use client'
import { type FormEvent, useState } from 'react'
import { changePasswordContract, listSessionsContract } from '../../server/accounts/contract.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { useAction } from '../data/use-data.ts'
import { FormAlert } from '../site/form-alert.tsx'
import { Button } from '../ui/button.tsx'
import { Card, CardBody, CardHeader } from '../ui/card.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { toast } from '../ui/toast.ts'

const empty = { current: '', password: '' }

export function PasswordCard() {
  const [typed, setTyped] = useState(empty)
  const change = useAction(changePasswordContract, {
    refresh: [listSessionsContract],
    quiet: true,
    onDone: ({ ended }) => {
      setTyped(empty)
      toast.success(
        'Your password is changed',
        ended > 0 ? { description: ended === 1 ? 'One other device is signed out.' : `${ended} other devices are signed out.` } : {},
      )
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    change.mutate(typed)
  }
  const wrong = fieldErrors(change.error)
  return (
    <Card>
      <CardHeader title="Password" description="Changing it signs out all your other devices." />
      <CardBody>
        <form onSubmit={submit} noValidate className="grid gap-4">
          <FormAlert error={Object.keys(wrong).length > 0 ? null : change.error} />
          <div className="grid items-start gap-4 sm:grid-cols-2">
            <Field label="Present password" name="current" error={wrong.current}>
              <Input
                type="password"
                autoComplete="current-password"
                required
                value={typed.current}
                onChange={(event) => setTyped({ ...typed, current: event.target.value })}
              />
            </Field>
            <Field label="New password" name="password" help="At least 10 characters." error={wrong.password}>
              <Input
                type="password"
                autoComplete="new-password"
                required
                value={typed.password}
                onChange={(event) => setTyped({ ...typed, password: event.target.value })}
              />
            </Field>
          </div>
          <Button type="submit" className="justify-self-start" busy={change.isPending} disabled={typed.current === '' || typed.password === ''}>
            Change the password
          </Button>
        </form>
      </CardBody>
    </Card>
  )
}
