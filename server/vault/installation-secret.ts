import { env } from '../platform/env.ts'
import { open, seal } from './envelope.ts'
import { findInstallationSecret, insertInstallationSecret } from './store.ts'

/** A secret of the installation itself, made by `make` when it is asked for the first time; whoever comes first decides. Error: `unavailable`. */
export async function installationSecret(name: string, make: () => string): Promise<string> {
  const bound = JSON.stringify(['installation', name])
  const known = await findInstallationSecret(name)
  if (known) return open(known, bound, env.secret())
  await insertInstallationSecret(name, seal(make(), bound, env.secret()))
  const kept = await findInstallationSecret(name)
  if (!kept) throw new Error(`the secret ${name} was not kept`)
  return open(kept, bound, env.secret())
}
