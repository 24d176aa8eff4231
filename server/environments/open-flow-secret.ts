import { AppError } from '../kernel/errors.ts'
import { inWorkspace } from '../platform/db.ts'
import { openSecret } from '../vault/index.ts'
import type { EnvironmentName } from './contract.ts'
import { environmentsIn, hostsOf, sealedName } from './store.ts'

type Asked = {
  workspaceId: string
  environment: EnvironmentName
  name: string /** The host it is to be sent to; null when it stays in the step. */
  to: string | null
}

/**
 * A secret's value in an environment, for the one call it is needed in. Errors: `not-found` (no such secret, or no value there),
 * `address-refused` (it is not meant for this host).
 */
export async function openFlowSecret({ workspaceId, environment, name, to }: Asked): Promise<string> {
  return await inWorkspace(workspaceId, async (tx) => {
    const hosts = await hostsOf(tx, workspaceId, name)
    if (!hosts) throw new AppError('not-found', `There is no secret named ${name} in this workspace. Add it under Settings → Environments.`)
    const { secrets } = await environmentsIn(tx, workspaceId)
    if (!secrets.some((secret) => secret.name === name && secret.set.includes(environment)))
      throw new AppError('not-found', `The secret ${name} has no value in ${environment}. Enter it under Settings → Environments.`)
    if (to !== null && !hosts.some((host) => matches(host, to)))
      throw new AppError('address-refused', `The secret ${name} may not be sent to ${to}, only to ${hosts.join(', ')}. Allow it under Settings → Environments.`)
    return await openSecret(tx, workspaceId, sealedName(environment, name))
  })
}

/** A host with a `*.` in front means all below it. */
function matches(allowed: string, host: string): boolean {
  return allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) && host.length > allowed.length - 1 : host === allowed
}
