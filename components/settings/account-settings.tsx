'use client'
import { LogOut } from 'lucide-react'
import { useTheme } from 'next-themes'
import { useSyncExternalStore } from 'react'
import { NoticesCard } from '../notices/notices-card.tsx'
import { leave } from '../shell/leave.ts'
import { themes } from '../shell/theme-button.tsx'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Button } from '../ui/button.tsx'
import { Card, CardBody, CardHeader } from '../ui/card.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import { MailsCard } from './mails-card.tsx'
import { PasswordCard } from './password-card.tsx'
import { SessionsCard } from './sessions-card.tsx'

export function AccountSettings() {
  const { person } = useWorkspace()
  return (
    <div className="grid gap-5">
      <Card>
        <CardBody className="flex items-center gap-3">
          <Avatar name={person.name} size="md" />
          <div className="min-w-0 flex-1">
            <p className="truncate text-base font-medium">{person.name}</p>
            <p className="truncate text-sm text-muted-foreground">{person.email}</p>
          </div>
          <Button onClick={leave}>
            <LogOut aria-hidden="true" /> Sign out
          </Button>
        </CardBody>
      </Card>
      <ThemeCard />
      <NoticesCard />
      <MailsCard />
      <PasswordCard />
      <SessionsCard />
    </div>
  )
}

const never = () => () => undefined

function ThemeCard() {
  const { theme, setTheme } = useTheme()
  const known = useSyncExternalStore(
    never,
    () => theme ?? 'system',
    () => null,
  )
  return (
    <Card>
      <CardHeader title="Looks" description="Kept in this browser." />
      <CardBody>
        <Field label="Theme" className="max-w-60">
          <Select items={themes.map(({ value, label }) => ({ value, label }))} value={known} onChange={setTheme} placeholder="" />
        </Field>
      </CardBody>
    </Card>
  )
}
