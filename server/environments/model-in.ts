import { inWorkspace } from '../platform/db.ts'
import type { EnvironmentName } from './contract.ts'
import { targetOf } from './store.ts'

/** What a model's name means to a run. In production it means what it says. */
export async function modelIn(workspaceId: string, environment: EnvironmentName, model: string): Promise<string> {
  return environment === 'production' ? model : await inWorkspace(workspaceId, (tx) => targetOf(tx, workspaceId, environment, model))
}
