import type { Tx } from '../platform/db.ts'
import type { Price, Provider } from './contract.ts'

export type ConnectionRow = {
  id: string
  provider: Provider
  label: string
  baseUrl: string | null
  defaultModel: string
  isDefault: boolean
  price: Price | null
  secretName: string | null
}

export async function listConnectionRows(tx: Pick<Tx, 'sql'>, workspaceId: string): Promise<ConnectionRow[]> {
  return await tx.sql<ConnectionRow>`select id, provider, label, base_url as "baseUrl", default_model as "defaultModel", is_default as "isDefault", secret_name as "secretName",
      case when price_in is not null and price_out is not null then json_build_object('input', price_in, 'output', price_out) end as price
    from model_connection where workspace_id = ${workspaceId} order by created_at, id`
}

/** False when the workspace has a connection of this name. */
export async function insertConnection(tx: Pick<Tx, 'sql'>, workspaceId: string, row: ConnectionRow): Promise<boolean> {
  const made =
    await tx.sql`insert into model_connection (id, workspace_id, provider, label, base_url, default_model, secret_name, is_default, price_in, price_out)
    values (${row.id}, ${workspaceId}, ${row.provider}, ${row.label}, ${row.baseUrl}, ${row.defaultModel}, ${row.secretName}, ${row.isDefault},
      ${row.price?.input ?? null}, ${row.price?.output ?? null})
    on conflict (workspace_id, label) do nothing returning id`
  return made.length > 0
}

export async function unsetDefault(tx: Pick<Tx, 'sql'>, workspaceId: string): Promise<void> {
  await tx.sql`update model_connection set is_default = false where workspace_id = ${workspaceId} and is_default`
}

export async function deleteConnection(tx: Pick<Tx, 'sql'>, workspaceId: string, id: string): Promise<ConnectionRow | undefined> {
  const [gone] = await tx.sql<ConnectionRow>`delete from model_connection where workspace_id = ${workspaceId} and id = ${id}
    returning id, provider, label, base_url as "baseUrl", default_model as "defaultModel", is_default as "isDefault", secret_name as "secretName",
      case when price_in is not null and price_out is not null then json_build_object('input', price_in, 'output', price_out) end as price`
  return gone
}

export async function workspaceSlug(tx: Pick<Tx, 'sql'>, workspaceId: string): Promise<string> {
  const [row] = await tx.sql<{ slug: string }>`select slug from workspace where id = ${workspaceId}`
  return row?.slug ?? ''
}
