import type { Flow } from '../engine/flow.ts'
import { newId } from '../kernel/ids.ts'
import type { Tx } from '../platform/db.ts'

export type OwnTemplateRow = {
  id: string
  name: string
  description: string
  icon: string
  tries: string[]
  flow: Flow
  leftOut: string[]
  agent: string | null
  version: number
  savedBy: { id: string; name: string }
  savedAt: string
}

/** By name; one of them when it is named. */
export async function ownTemplateRows(tx: Tx, workspaceId: string, template: string | null = null): Promise<OwnTemplateRow[]> {
  return await tx.sql`
    select t.id, t.name, t.description, t.icon, t.tries, t.flow, t.left_out as "leftOut", a.id as agent, t.version, t.saved_at as "savedAt",
      jsonb_build_object('id', t.saved_by, 'name', coalesce(p.name, 'somebody who left')) as "savedBy"
    from flow_template t left join person p on p.id = t.saved_by left join agent a on a.id = t.agent_id and a.workspace_id = t.workspace_id and a.archived_at is null
    where t.workspace_id = ${workspaceId} and (${template}::uuid is null or t.id = ${template}::uuid) order by lower(t.name), t.id limit 200`
}

export type NewTemplate = Pick<OwnTemplateRow, 'name' | 'description' | 'icon' | 'tries' | 'flow' | 'leftOut'> & {
  workspaceId: string
  agent: string
  by: string
}

/** Undefined when the name is taken. */
export async function insertOwnTemplate(tx: Tx, { workspaceId, agent, by, ...row }: NewTemplate): Promise<string | undefined> {
  const id = newId()
  const rows = await tx.sql`insert into flow_template (id, workspace_id, name, description, icon, tries, flow, left_out, agent_id, saved_by)
    values (${id}, ${workspaceId}, ${row.name}, ${row.description}, ${row.icon}, ${JSON.stringify(row.tries)}::jsonb, ${JSON.stringify(row.flow)}::jsonb,
      ${JSON.stringify(row.leftOut)}::jsonb, ${agent}, ${by}) on conflict (workspace_id, lower(name)) do nothing returning id`
  return rows.length === 1 ? id : undefined
}

/** False when another template has that name. */
export async function writeOwnTemplate(tx: Tx, workspaceId: string, row: OwnTemplateRow & { by: string }): Promise<boolean> {
  const taken = await tx.sql`select 1 from flow_template where workspace_id = ${workspaceId} and lower(name) = lower(${row.name}) and id <> ${row.id}`
  if (taken.length > 0) return false
  await tx.sql`update flow_template set name = ${row.name}, description = ${row.description}, tries = ${JSON.stringify(row.tries)}::jsonb, flow = ${JSON.stringify(row.flow)}::jsonb,
      left_out = ${JSON.stringify(row.leftOut)}::jsonb, agent_id = ${row.agent}, version = version + 1, saved_by = ${row.by}, saved_at = now()
    where workspace_id = ${workspaceId} and id = ${row.id}`
  return true
}

export async function lockOwnTemplate(tx: Tx, workspaceId: string, template: string): Promise<void> {
  await tx.sql`select id from flow_template where workspace_id = ${workspaceId} and id = ${template} for update`
}

export async function deleteOwnTemplate(tx: Tx, workspaceId: string, template: string): Promise<void> {
  await tx.sql`delete from flow_template where workspace_id = ${workspaceId} and id = ${template}`
}
