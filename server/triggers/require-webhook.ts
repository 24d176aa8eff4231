import { AppError } from '../kernel/errors.ts'
import type { Tx } from '../platform/db.ts'
import { agentExists, findTrigger } from './trigger-store.ts'

/** Errors: `not-found`; `conflict` when the agent never was published with a webhook. */
export async function requireWebhook(tx: Tx, workspaceId: string, agent: string): Promise<void> {
  if (!(await agentExists(tx, workspaceId, agent))) throw new AppError('not-found')
  const row = await findTrigger(tx, workspaceId, agent)
  if (!row?.hasToken) throw new AppError('conflict', 'This agent has no webhook. Put one into its flow as the first block and publish it.')
}
