'use client'
import { type FormEvent, useState } from 'react'
import { listMembersContract, setMemberContract } from '../../server/access/contract.ts'
import type { Role } from '../../server/kernel/principal.ts'
import { fieldErrors } from '../data/field-errors.ts'
import { useAction } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Button } from '../ui/button.tsx'
import { Card, CardBody, CardHeader } from '../ui/card.tsx'
import { Field } from '../ui/field.tsx'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'
import { toast } from '../ui/toast.ts'
import { roleItems, toRole } from './roles.ts'

export function AddMemberForm() {
  const { slug, name } = useWorkspace()
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<Role>('operator')
  const add = useAction(setMemberContract, {
    refresh: [listMembersContract],
    quiet: true,
    onDone: (member) => {
      toast.success(`${member.name} is a member of ${name}`)
      setEmail('')
    },
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    add.mutate({ workspace: slug, email, role })
  }
  const wrong = fieldErrors(add.error)
  return (
    <Card>
      <CardHeader title="Add somebody" description="They need an account on this installation already; ask them to sign up first." />
      <CardBody>
        <form onSubmit={submit} noValidate className="grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_11rem_auto]">
          <Field label="E-mail" name="email" error={wrong.email ?? add.error?.message}>
            <Input type="email" autoComplete="off" placeholder="grace@example.org" value={email} onChange={(event) => setEmail(event.target.value)} />
          </Field>
          <Field label="Role" name="role">
            <Select items={roleItems} value={role} onChange={(next) => setRole(toRole(next))} />
          </Field>
          <Button type="submit" busy={add.isPending} disabled={email.trim() === ''} className="sm:mt-6.5">
            Add
          </Button>
        </form>
      </CardBody>
    </Card>
  )
}
