import { sendsMail } from '../mail/index.ts'
import { wantsMails } from './store.ts'

/** Whether a person wants reminders by e-mail; null where this installation sends none. */
export const mailsOf = async (personId: string): Promise<boolean | null> => (sendsMail() ? await wantsMails(personId) : null)
