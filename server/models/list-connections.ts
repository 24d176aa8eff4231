import type { z } from 'zod'
import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { connectionsOf } from './connections-of.ts'
import { type ConnectionView, connectionSchema, type listConnectionsContract } from './contract.ts'

/** Every way to a model; `demo` when there is none and the scripted one answers. Keys never come along. */
export async function listConnections(
  who: Principal,
  _input: z.output<typeof listConnectionsContract.input>,
): Promise<{ connections: ConnectionView[]; demo: boolean }> {
  await requireAccess(who, 'model:read', who)
  const { connections } = await connectionsOf(who.workspaceId)
  return { connections: connections.map((connection) => connectionSchema.parse(connection)), demo: connections.length === 0 }
}
