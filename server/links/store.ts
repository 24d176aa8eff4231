import { systemSql, type Tx } from '../platform/db.ts'
import type { GuestView, LimitKind, LinkSettings } from './contract.ts'
import type { Used } from './limits.ts'

type Sql = Pick<Tx, 'sql'>

export type LinkRow = {
  id: string
  workspaceId: string
  agentId: string
  agentName: string
  agentIcon: string
  archived: boolean
  settings: LinkSettings
  live: boolean
  generation: number
  expiresAt: string | null
  createdAt: string
  hit: LimitKind | null
  hitAt: string | null
}

/** Links of one workspace, newest first; all, those of one agent, or one. */
export async function linkRows(tx: Sql, workspaceId: string, { link, agent }: { link?: string; agent?: string | undefined } = {}): Promise<LinkRow[]> {
  return tx.sql<LinkRow>`select l.id, l.workspace_id as "workspaceId", l.agent_id as "agentId", a.name as "agentName", a.icon as "agentIcon",
      a.archived_at is not null as archived, l.settings, l.live, l.generation, l.expires_at as "expiresAt", l.created_at as "createdAt", l.hit, l.hit_at as "hitAt"
    from chat_link l join agent a on a.id = l.agent_id
    where l.workspace_id = ${workspaceId} and l.id = coalesce(${link ?? null}::uuid, l.id) and l.agent_id = coalesce(${agent ?? null}::uuid, l.agent_id)
    order by l.created_at desc, l.id desc`
}

/** The link at this address, of whatever workspace: whoever has the address may know it. */
export async function linkAt(tokenHash: Buffer): Promise<LinkRow | undefined> {
  const [row] = await systemSql<LinkRow>`select l.id, l.workspace_id as "workspaceId", l.agent_id as "agentId", a.name as "agentName", a.icon as "agentIcon",
      a.archived_at is not null as archived, l.settings, l.live, l.generation, l.expires_at as "expiresAt", l.created_at as "createdAt", l.hit, l.hit_at as "hitAt"
    from chat_link l join agent a on a.id = l.agent_id where l.token_hash = ${tokenHash}`
  return row
}

export async function insertLink(
  tx: Sql,
  link: { id: string; workspaceId: string; agentId: string; tokenHash: Buffer; settings: LinkSettings; expiresAt: string | null; by: string },
): Promise<void> {
  await tx.sql`insert into chat_link (id, workspace_id, agent_id, token_hash, settings, expires_at, created_by)
    values (${link.id}, ${link.workspaceId}, ${link.agentId}, ${link.tokenHash}, ${JSON.stringify(link.settings)}::jsonb, ${link.expiresAt}, ${link.by})`
}

/** Switching it off, or on again, begins a new generation of sessions. */
export async function writeLink(
  tx: Sql,
  link: LinkRow,
  change: { settings?: LinkSettings | undefined; expiresAt?: string | null | undefined; live?: boolean | undefined },
): Promise<void> {
  const { settings = link.settings, expiresAt = link.expiresAt, live = link.live } = change
  await tx.sql`update chat_link set settings = ${JSON.stringify(settings)}::jsonb, expires_at = ${expiresAt}, live = ${live},
      generation = generation + case when live <> ${live} then 1 else 0 end
    where id = ${link.id} and workspace_id = ${link.workspaceId}`
}

export async function writeTokenHash(tx: Sql, workspaceId: string, linkId: string, tokenHash: Buffer): Promise<void> {
  await tx.sql`update chat_link set token_hash = ${tokenHash} where id = ${linkId} and workspace_id = ${workspaceId}`
}

export async function removeLink(tx: Sql, workspaceId: string, linkId: string): Promise<boolean> {
  return (await tx.sql`delete from chat_link where id = ${linkId} and workspace_id = ${workspaceId} returning id`).length > 0
}

export async function writeHit(tx: Sql, workspaceId: string, linkId: string, hit: LimitKind): Promise<void> {
  await tx.sql`update chat_link set hit = ${hit}, hit_at = clock_timestamp() where id = ${linkId} and workspace_id = ${workspaceId}`
}

/** Holds the link's row, so that guests' messages are counted one after another, and the switch is seen at once. */
export async function lockLink(tx: Sql, workspaceId: string, linkId: string): Promise<boolean> {
  const rows = await tx.sql`select from chat_link where id = ${linkId} and workspace_id = ${workspaceId} for no key update`
  return rows.length === 1
}

export async function isPublished(tx: Sql, workspaceId: string, agentId: string): Promise<boolean | undefined> {
  const [row] = await tx.sql<{ published: boolean }>`select published_revision is not null as published from agent
    where id = ${agentId} and workspace_id = ${workspaceId} and archived_at is null`
  return row?.published
}

export async function countsOf(tx: Sql, workspaceId: string, linkId: string): Promise<{ guests: number; messages: number; signs: boolean }> {
  const [row] = await tx.sql<{ guests: number; messages: number; signs: boolean }>`select
    (select count(*)::int from chat_guest where link_id = ${linkId} and workspace_id = ${workspaceId}) as guests,
    (select count(*)::int from chat_message where link_id = ${linkId} and workspace_id = ${workspaceId}) as messages,
    exists (select from secret where workspace_id = ${workspaceId} and name = ${`chat-link-secret/${linkId}`}) as signs`
  return row ?? { guests: 0, messages: 0, signs: false }
}

/** What the models asked in a link's conversations cost in 30 days, as far as prices are known. */
export async function spentBy(tx: Sql, workspaceId: string, linkId: string): Promise<{ dollars: number; tokens: number }> {
  const [row] = await tx.sql<{ micros: number; tokens: number }>`select
      coalesce(sum((e.body->>'costMicros')::numeric), 0)::float8 as micros,
      coalesce(sum(coalesce((e.body->>'inputTokens')::numeric, 0) + coalesce((e.body->>'outputTokens')::numeric, 0)), 0)::float8 as tokens
    from chat_guest g join run r on r.outlet = g.room_id and r.created_at > now() - interval '30 days'
      join feed_entry e on e.feed_id = r.id and e.kind = 'usage.recorded'
    where g.link_id = ${linkId} and g.workspace_id = ${workspaceId}`
  return { dollars: (row?.micros ?? 0) / 1_000_000, tokens: row?.tokens ?? 0 }
}

export async function usedUp(tx: Sql, workspaceId: string, linkId: string, guestId: string, budget: boolean): Promise<Used> {
  const [row] = await tx.sql<Omit<Used, 'dollars' | 'tokens'>>`select
      h.n as "guestHour", coalesce(extract(epoch from h.oldest + interval '1 hour' - clock_timestamp()), 0)::int as "guestSeconds",
      d.n as "linkDay", coalesce(extract(epoch from d.oldest + interval '1 day' - clock_timestamp()), 0)::int as "daySeconds"
    from (select count(*)::int as n, min(at) as oldest from chat_message
        where guest_id = ${guestId} and workspace_id = ${workspaceId} and at > clock_timestamp() - interval '1 hour') h,
      (select count(*)::int as n, min(at) as oldest from chat_message
        where link_id = ${linkId} and workspace_id = ${workspaceId} and at > clock_timestamp() - interval '1 day') d`
  const spent = budget ? await spentBy(tx, workspaceId, linkId) : { dollars: 0, tokens: 0 }
  return { ...(row ?? { guestHour: 0, guestSeconds: 0, linkDay: 0, daySeconds: 0 }), ...spent }
}

/** False when this message was counted before. */
export async function insertMessage(tx: Sql, message: { guestId: string; id: string; linkId: string; workspaceId: string }): Promise<boolean> {
  const rows = await tx.sql`insert into chat_message (guest_id, message_id, link_id, workspace_id)
    values (${message.guestId}, ${message.id}, ${message.linkId}, ${message.workspaceId}) on conflict do nothing returning message_id`
  return rows.length === 1
}

export type GuestRow = {
  id: string
  workspaceId: string
  linkId: string
  roomId: string
  subject: string | null
  name: string
  email: string | null
  endedAt: string | null
}

export async function insertGuest(tx: Sql, guest: Omit<GuestRow, 'endedAt'>): Promise<void> {
  await tx.sql`insert into chat_guest (id, workspace_id, link_id, room_id, subject, name, email)
    values (${guest.id}, ${guest.workspaceId}, ${guest.linkId}, ${guest.roomId}, ${guest.subject}, ${guest.name}, ${guest.email})`
}

/** A guest by their id, of whatever workspace: their session says who they are. */
export async function guestById(guestId: string): Promise<GuestRow | undefined> {
  const [row] =
    await systemSql<GuestRow>`select id, workspace_id as "workspaceId", link_id as "linkId", room_id as "roomId", subject, name, email, ended_at as "endedAt"
    from chat_guest where id = ${guestId}`
  return row
}

export async function guestBySubject(tx: Sql, workspaceId: string, linkId: string, subject: string): Promise<GuestRow | undefined> {
  const [row] =
    await tx.sql<GuestRow>`select id, workspace_id as "workspaceId", link_id as "linkId", room_id as "roomId", subject, name, email, ended_at as "endedAt"
    from chat_guest where link_id = ${linkId} and workspace_id = ${workspaceId} and subject = ${subject}`
  return row
}

/** What the site that sent them calls them now. */
export async function renameGuest(tx: Sql, guest: GuestRow, name: string, email: string | null): Promise<void> {
  await tx.sql`update chat_guest set name = ${name}, email = ${email} where id = ${guest.id} and workspace_id = ${guest.workspaceId}`
  await tx.sql`update room_member set name = ${name} where room_id = ${guest.roomId} and workspace_id = ${guest.workspaceId} and kind = 'guest' and member_id = ${guest.id}`
}

export async function guestRows(tx: Sql, workspaceId: string, linkId: string): Promise<GuestView[]> {
  return tx.sql<GuestView>`select g.id, g.name, g.email, g.subject, g.room_id as room, g.created_at as "createdAt", g.ended_at as "endedAt", m.n as messages, m.last as "lastAt"
    from chat_guest g left join lateral (select count(*)::int as n, max(at) as last from chat_message where guest_id = g.id) m on true
    where g.link_id = ${linkId} and g.workspace_id = ${workspaceId} order by coalesce(m.last, g.created_at) desc limit 200`
}

export async function endGuestRow(tx: Sql, workspaceId: string, linkId: string, guestId: string, ended: boolean): Promise<string | undefined> {
  const [row] = await tx.sql<{ roomId: string }>`update chat_guest set ended_at = case when ${ended} then coalesce(ended_at, clock_timestamp()) end
    where id = ${guestId} and link_id = ${linkId} and workspace_id = ${workspaceId} returning room_id as "roomId"`
  return row?.roomId
}

/** What works now for guests of a link, or for one of them. */
export async function activeRuns(tx: Sql, workspaceId: string, linkId: string, guestId?: string): Promise<string[]> {
  const rows = await tx.sql<{
    id: string
  }>`select r.id from chat_guest g join run r on r.outlet = g.room_id and r.status in ('queued', 'running', 'waiting', 'paused')
    where g.link_id = ${linkId} and g.workspace_id = ${workspaceId} and g.id = coalesce(${guestId ?? null}::uuid, g.id) order by r.created_at, r.id`
  return rows.map(({ id }) => id)
}

export async function dropQueued(tx: Sql, workspaceId: string, linkId: string, guestId?: string): Promise<void> {
  await tx.sql`update room_turn t set state = 'dropped' from chat_guest g
    where t.room_id = g.room_id and t.state = 'queued' and g.link_id = ${linkId} and g.workspace_id = ${workspaceId} and g.id = coalesce(${guestId ?? null}::uuid, g.id)`
}
