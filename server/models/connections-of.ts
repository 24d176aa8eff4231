import { inWorkspace } from '../platform/db.ts'
import { openSecret } from '../vault/index.ts'
import { type Connection, environmentConnections, withOneDefault } from './connection.ts'
import { listConnectionRows, workspaceSlug } from './store.ts'

/** All ways to a model that a workspace has, and where its people connect more. Keys stay sealed until {@link withKey}. */
export async function connectionsOf(workspaceId: string): Promise<{ connections: Connection[]; settings: string }> {
  const { rows, slug } = await inWorkspace(workspaceId, async (tx) => ({
    rows: await listConnectionRows(tx, workspaceId),
    slug: await workspaceSlug(tx, workspaceId),
  }))
  const own = rows.map((row) => ({ ...row, source: 'workspace' as const, key: null }))
  return { connections: withOneDefault<Connection>(own, environmentConnections(process.env)), settings: `/${slug}/settings/models` }
}

/** The same connection with its key opened, for the one call it is needed in. */
export async function withKey(workspaceId: string, connection: Connection): Promise<Connection> {
  const { secretName } = connection
  if (secretName === null) return connection
  return { ...connection, key: await inWorkspace(workspaceId, (tx) => openSecret(tx, workspaceId, secretName)) }
}
