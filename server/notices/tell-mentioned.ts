import { newId } from '../kernel/ids.ts'
import { writeMail } from '../mail/index.ts'
import type { Tx } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { excerpt } from './excerpt.ts'
import { patienceMs } from './patience.ts'
import { insertNotice, mentionedPeople, withdrawNotices } from './store.ts'

type Where = { workspaceId: string; slug: string }
type Mention = { id: string; thread: string; agent: string; text: string; by: string /** Such as `Approval in Invitations`. */; about: string }

/** Tells people that a comment names them, in the transaction that says it. Telling it twice tells it once. */
export async function tellMentioned(tx: Tx, { workspaceId, slug }: Where, people: readonly string[], mention: Mention): Promise<void> {
  const { id, thread, agent, text, by, about } = mention
  for (const { personId, name, pushMentions, mailMentions } of await mentionedPeople(tx, workspaceId, people)) {
    const isNew = await insertNotice(tx, {
      ...{ id: newId(), workspaceId, personId, kind: 'mention', source: id, room: null, run: null, agent, thread, seq: 0 },
      ...{ title: `${by} named you: ${about}`, text: excerpt(text), pushInMs: pushMentions ? patienceMs() : null },
    })
    if (!isNew || !mailMentions) continue
    const letter = [
      `Hello ${name},`,
      `${by} named you in a comment on ${about}:`,
      `    ${excerpt(text)}`,
      `Answer here: ${env.publicUrl()}/${slug}/agents/${agent}?comment=${thread}`,
      'You can turn these letters off under Settings → Account.',
    ]
    await writeMail(tx, { workspaceId, personId, key: `mention:${id}:${personId}`, subject: `${by} named you: ${about}`, text: letter.join('\n\n') })
  }
}

/** The comment was deleted: whom it named is rung no more. */
export async function forgetMention(tx: Tx, workspaceId: string, comment: string): Promise<void> {
  await withdrawNotices(tx, workspaceId, comment)
}
