import type { z } from 'zod'
import type { Person } from '../kernel/principal.ts'
import type { changeMeContract } from './contract.ts'
import { setMails } from './store.ts'

/** What a person may set about themselves. */
export async function changeMe(who: Person, { mails }: z.output<typeof changeMeContract.input>): Promise<{ mails: boolean }> {
  await setMails(who.personId, mails)
  return { mails }
}
