import { newId } from '../kernel/ids.ts'
import type { Tx } from '../platform/db.ts'
import { sendsMail } from './mail-settings.ts'
import { insertMail, type Letter } from './store.ts'

/** Sent when the caller's transaction commits. Does nothing where no mail is set up. */
export async function writeMail(tx: Pick<Tx, 'sql'>, letter: Letter): Promise<void> {
  if (sendsMail()) await insertMail(tx, { id: newId(), ...letter, subject: oneLine(letter.subject) })
}

/** What people typed may stand in a subject: no line breaks, no headers of theirs. */
const oneLine = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 200)
