'use client'
import { UserMinus } from 'lucide-react'
import { useState } from 'react'
import { listMembersContract, removeMemberContract, setMemberContract } from '../../server/access/contract.ts'
import type { Role } from '../../server/kernel/principal.ts'
import { useAction, useData } from '../data/use-data.ts'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Badge } from '../ui/badge.tsx'
import { Card, CardHeader } from '../ui/card.tsx'
import { ConfirmDialog } from '../ui/confirm-dialog.tsx'
import { ErrorState } from '../ui/error-state.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { RowSkeletons } from '../ui/row-skeletons.tsx'
import { Select } from '../ui/select.tsx'
import { toast } from '../ui/toast.ts'
import { AddMemberForm } from './add-member-form.tsx'
import { roleItems, roleName, toRole } from './roles.ts'

type Member = { personId: string; name: string; email: string; role: Role }

export function MembersSettings() {
  const { slug, name, can } = useWorkspace()
  const list = useData(listMembersContract, { workspace: slug })
  if (list.isPending) return <RowSkeletons rows={2} />
  if (list.isError) return <ErrorState error={list.error} onRetry={() => list.refetch()} retrying={list.isFetching} />
  return (
    <div className="grid gap-5">
      <Card>
        <CardHeader title={`Members of ${name}`} description="Each role may do all that the roles below it may." />
        <ul>
          {list.data.members.map((member) => (
            <MemberRow key={member.personId} member={member} />
          ))}
        </ul>
      </Card>
      {can('member:manage') ? <AddMemberForm /> : null}
    </div>
  )
}

function MemberRow({ member }: { member: Member }) {
  const { slug, name, person, can } = useWorkspace()
  const [asking, setAsking] = useState(false)
  const set = useAction(setMemberContract, {
    refresh: [listMembersContract],
    onDone: ({ name: whom, role }) => toast.success(`${whom} is now ${roleName[role].toLowerCase()}`),
  })
  const remove = useAction(removeMemberContract, { refresh: [listMembersContract], onDone: () => setAsking(false) })
  const self = member.personId === person.id
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-4 py-3 last:border-b-0">
      <Avatar name={member.name} size="md" />
      <div className="min-w-0 flex-1">
        <p className="flex items-center gap-2 text-base font-medium">
          <span className="truncate">{member.name}</span> {self ? <Badge>You</Badge> : null}
        </p>
        <p className="truncate text-sm text-muted-foreground">{member.email}</p>
      </div>
      {can('member:manage') ? (
        <div className="flex items-center gap-1 max-sm:w-full max-sm:pl-11">
          <div className="w-32 max-sm:flex-1">
            <Select
              size="sm"
              label={`Role of ${member.name}`}
              items={roleItems}
              value={member.role}
              disabled={set.isPending}
              onChange={(role) => set.mutate({ workspace: slug, email: member.email, role: toRole(role) })}
            />
          </div>
          <IconButton label={self ? 'Leave this workspace' : `Remove ${member.name}`} onClick={() => setAsking(true)}>
            <UserMinus aria-hidden="true" />
          </IconButton>
          <ConfirmDialog
            open={asking}
            onOpenChange={setAsking}
            title={self ? `Leave ${name}?` : `Remove ${member.name}?`}
            confirm={self ? 'Leave' : 'Remove'}
            danger
            busy={remove.isPending}
            onConfirm={() => remove.mutate({ workspace: slug, person: member.personId })}
          >
            {self ? 'You will no longer see anything of this workspace.' : 'They will no longer see anything of this workspace.'} What was said and done stays
            in its record.
          </ConfirmDialog>
        </div>
      ) : (
        <span className="text-sm text-muted-foreground">{roleName[member.role]}</span>
      )}
    </li>
  )
}
