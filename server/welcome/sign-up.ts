import type { z } from 'zod'
import { insertWorkspace } from '../access/index.ts'
import type { signUpContract } from '../accounts/contract.ts'
import { countTry, createPerson, hashPassword } from '../accounts/index.ts'
import { openLedger } from '../memory/records/index.ts'
import { asSystem } from '../platform/db.ts'

/**
 * Makes a person, their first workspace and its ledger: all or nothing. No session yet. Errors: `conflict` when the
 * e-mail has an account, `too-many-requests`.
 */
export async function signUp(_who: null, input: z.output<typeof signUpContract.input>, { address }: { address: string }) {
  await countTry('sign-up', address)
  const passwordHash = await hashPassword(input.password)
  return asSystem(async (tx) => {
    const personId = await createPerson(tx, { name: input.name, email: input.email, passwordHash })
    const firstName = input.name.split(/\s+/)[0] ?? input.name
    const workspace = await insertWorkspace(tx, { name: `${firstName}’s workspace`.slice(0, 60), like: input.name, ownerId: personId })
    await openLedger(tx, workspace.id, input.name)
    return { personId, workspaceSlug: workspace.slug }
  })
}
