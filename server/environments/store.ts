import type { Tx } from '../platform/db.ts'
import { type Beside, type EnvironmentName, type EnvironmentsView, environmentNames } from './contract.ts'

type Sql = Pick<Tx, 'sql'>
const kind = 'flow-secret'

/** How the vault calls the value of a secret in an environment. */
export const sealedName = (environment: EnvironmentName, name: string): string => `${kind}/${environment}/${name}`
export const secretKind = kind

export async function environmentsIn(tx: Sql, workspaceId: string): Promise<EnvironmentsView> {
  const open = await openIn(tx, workspaceId)
  const secrets = await tx.sql<EnvironmentsView['secrets'][number]>`
    select f.name, f.hosts, coalesce((select array_agg(split_part(s.name, '/', 2)) from secret s
      where s.workspace_id = f.workspace_id and s.kind = ${kind} and s.name like ${`${kind}/%`} and substr(s.name, length(${kind}) + length(split_part(s.name, '/', 2)) + 3) = f.name), '{}') as set
    from flow_secret f where f.workspace_id = ${workspaceId} order by f.name`
  const models = await tx.sql<EnvironmentsView['models'][number]>`
    select environment, model, target from environment_model where workspace_id = ${workspaceId} order by environment, model`
  return { open, secrets, models }
}

/** In the order of promotion; production is always there. */
export async function openIn(tx: Sql, workspaceId: string): Promise<EnvironmentName[]> {
  const rows = await tx.sql<{ name: Beside }>`select name from environment where workspace_id = ${workspaceId}`
  return environmentNames.filter((name) => name === 'production' || rows.some((row) => row.name === name))
}

export async function writeOpen(tx: Sql, workspaceId: string, name: Beside, open: boolean, by: string): Promise<void> {
  if (open) await tx.sql`insert into environment (workspace_id, name, opened_by) values (${workspaceId}, ${name}, ${by}) on conflict do nothing`
  else await tx.sql`delete from environment where workspace_id = ${workspaceId} and name = ${name}`
}

export async function writeSecret(tx: Sql, workspaceId: string, name: string, hosts: readonly string[], by: string): Promise<void> {
  await tx.sql`insert into flow_secret (workspace_id, name, hosts, made_by) values (${workspaceId}, ${name}, ${[...hosts]}::text[], ${by})
    on conflict (workspace_id, name) do update set hosts = excluded.hosts`
}

export async function deleteSecretRow(tx: Sql, workspaceId: string, name: string): Promise<boolean> {
  return (await tx.sql`delete from flow_secret where workspace_id = ${workspaceId} and name = ${name} returning name`).length > 0
}

export async function hostsOf(tx: Sql, workspaceId: string, name: string): Promise<string[] | undefined> {
  const [row] = await tx.sql<{ hosts: string[] }>`select hosts from flow_secret where workspace_id = ${workspaceId} and name = ${name}`
  return row?.hosts
}

export async function writeModel(tx: Sql, workspaceId: string, row: { environment: Beside; model: string; target: string }, by: string): Promise<void> {
  if (row.target === '')
    await tx.sql`delete from environment_model where workspace_id = ${workspaceId} and environment = ${row.environment} and model = ${row.model}`
  else
    await tx.sql`insert into environment_model (workspace_id, environment, model, target, set_by)
      values (${workspaceId}, ${row.environment}, ${row.model}, ${row.target}, ${by})
      on conflict (workspace_id, environment, model) do update set target = excluded.target, set_by = excluded.set_by, set_at = clock_timestamp()`
}

/** What a model's name means in an environment. */
export async function targetOf(tx: Sql, workspaceId: string, environment: EnvironmentName, model: string): Promise<string> {
  const [row] = await tx.sql<{ target: string }>`select target from environment_model
    where workspace_id = ${workspaceId} and environment = ${environment} and model = ${model}`
  return row?.target ?? model
}
