'use client'
import { UserMinus } from 'lucide-react'
import type { ReactNode } from 'react'
import type { z } from 'zod'
import { listMembersContract } from '../../server/access/contract.ts'
import { listAgentsContract } from '../../server/flows/contract.ts'
import {
  type AboutRoom,
  aboutRoomContract,
  addMemberContract,
  listReadsContract,
  listRoomsContract,
  type Present,
  removeMemberContract,
  renameRoomContract,
} from '../../server/rooms/contract.ts'
import { useAction, useData } from '../data/use-data.ts'
import { momentText } from '../genui/index.ts'
import { Icon } from '../icon.tsx'
import { useWorkspace } from '../shell/workspace-context.tsx'
import { Avatar, Badge, IconButton, Select, Sheet, toast } from '../ui/index.ts'
import { PolicyForm } from './policy-form.tsx'

type Read = z.output<typeof listReadsContract.output>['reads'][number]
const stale = [aboutRoomContract, listRoomsContract]

/** Who is in the room, and how it works. */
export function MembersSheet({ about, others, onClose }: { about: AboutRoom; others: readonly Present[]; onClose: () => void }) {
  const { slug, person, can } = useWorkspace()
  const { data: agents } = useData(listAgentsContract, { workspace: slug })
  const { data: people } = useData(listMembersContract, { workspace: slug })
  const { data: read } = useData(listReadsContract, { workspace: slug, room: about.id }, { every: 5_000 })
  const add = useAction(addMemberContract, { refresh: stale })
  const remove = useAction(removeMemberContract, { refresh: stale })
  const change = useAction(renameRoomContract, { refresh: stale, onDone: () => toast.success('Saved') })
  const may = can('room:update')
  const key = { workspace: slug, room: about.id }
  const absentAgents = agents?.agents.filter(({ id, publishedNumber }) => publishedNumber !== null && !about.agents.some((agent) => agent.id === id)) ?? []
  const routers = agents?.agents.filter(({ talks, publishedNumber }) => talks && publishedNumber !== null) ?? []
  const absentPeople = people?.members.filter(({ personId }) => !about.people.some(({ id }) => id === personId)) ?? []
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()} title="People and agents">
      <div className="grid gap-6 p-4">
        <Group title="Agents">
          {about.agents.map((agent) => (
            <Member
              key={agent.id}
              name={agent.name}
              icon={agent.icon}
              onRemove={may ? () => remove.mutate({ ...key, member: agent.id }) : undefined}
              busy={remove.isPending}
            />
          ))}
          {about.agents.length === 0 ? <li className="py-1 text-sm text-muted-foreground">No agent is here; people talk among themselves.</li> : null}
          {may && absentAgents.length > 0 ? (
            <li className="pt-1.5">
              <Select
                label="Add an agent"
                placeholder="Add an agent"
                items={absentAgents.map(({ id, name, icon }) => ({
                  value: id,
                  label: name,
                  icon: <Icon name={icon} className="size-4 text-muted-foreground" />,
                }))}
                value={null}
                onChange={(member) => add.mutate({ ...key, member, kind: 'agent' })}
              />
            </li>
          ) : null}
        </Group>
        <Group title="People">
          {about.people.map(({ id, name }) => (
            <Member
              key={id}
              name={name}
              you={id === person.id}
              told={toldOf(read?.reads, id, others)}
              onRemove={may ? () => remove.mutate({ ...key, member: id }) : undefined}
              busy={remove.isPending}
            />
          ))}
          {may && absentPeople.length > 0 ? (
            <li className="pt-1.5">
              <Select
                label="Add a person"
                placeholder="Add a person"
                items={absentPeople.map(({ personId, name, email }) => ({ value: personId, label: name, hint: email }))}
                value={null}
                onChange={(member) => add.mutate({ ...key, member, kind: 'person' })}
              />
            </li>
          ) : null}
        </Group>
        {about.guests.length > 0 ? (
          <Group title="Guests">
            {about.guests.map(({ id, name }) => (
              <Member key={id} name={name} busy={false} onRemove={undefined} />
            ))}
            <li className="pt-1 text-xs text-pretty text-muted-foreground">
              Came by a chat link and sees this room only. The agent answers what they write; what you write it answers when you name it with @.
            </li>
          </Group>
        ) : null}
        <section className="grid gap-3 border-t pt-5">
          <h3 className="text-sm font-semibold">How this room works</h3>
          <PolicyForm
            key={JSON.stringify(about.policy)}
            policy={about.policy}
            agents={about.agents}
            routers={routers}
            busy={change.isPending}
            disabled={!may}
            onSave={(policy) => change.mutate({ ...key, policy })}
          />
        </section>
      </div>
    </Sheet>
  )
}

/** Whether somebody is here, and how far they have read. */
function toldOf(reads: readonly Read[] | undefined, id: string, others: readonly Present[]): string | undefined {
  const read = reads?.find((each) => each.id === id)
  const furthest = Math.max(0, ...(reads ?? []).map(({ seq }) => seq))
  // where nobody has read anything there was hardly anything to read
  const words = [others.some((other) => other.id === id) ? 'here now' : '', read && furthest > 0 ? readUpTo(read, furthest) : ''].filter(Boolean)
  return words.length > 0 ? words.join(' · ') : undefined
}

function readUpTo({ at, seq }: Read, furthest: number): string {
  if (at === null) return 'has read nothing yet'
  return seq >= furthest ? 'has read all' : `has read up to ${momentText(at)}`
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="mt-1.5 grid gap-0.5">{children}</ul>
    </section>
  )
}

function Member({
  name,
  icon,
  you = false,
  told,
  onRemove,
  busy,
}: {
  name: string
  icon?: string
  you?: boolean
  told?: string | undefined
  onRemove: (() => void) | undefined
  busy: boolean
}) {
  return (
    <li className="flex min-h-9 items-center gap-2.5">
      {icon === undefined ? (
        <Avatar name={name} />
      ) : (
        <span aria-hidden="true" className="flex size-6 items-center justify-center rounded-md border border-border-strong bg-card text-muted-foreground">
          <Icon name={icon} className="size-3.5" />
        </span>
      )}
      <span className="min-w-0 flex-1 py-1">
        <span className="block truncate text-sm">{name}</span>
        {told ? <span className="block truncate text-xs text-muted-foreground">{told}</span> : null}
      </span>
      {you ? <Badge>You</Badge> : null}
      {onRemove ? (
        <IconButton size="sm" label={you ? 'Leave this room' : `Remove ${name}`} disabled={busy} onClick={onRemove}>
          <UserMinus aria-hidden="true" />
        </IconButton>
      ) : null}
    </li>
  )
}
