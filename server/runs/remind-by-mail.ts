import type { KeyedEvent } from '../durable/index.ts'
import { writeMail } from '../mail/index.ts'
import type { Tx } from '../platform/db.ts'
import { env } from '../platform/env.ts'
import { isFor } from './may-answer.ts'
import type { LockedRun, Nudged, Reminded } from './settle-store.ts'

/** One letter a reminder or escalation to each who may answer now and wants letters. */
export async function remindByMail(
  tx: Tx,
  { runId, agentName, startedBy, workspaceId, waitId }: LockedRun & { workspaceId: string; waitId: string },
  { question, answers, now }: Nudged,
  { slug, people }: { slug: string; people: Reminded[] },
  events: readonly KeyedEvent[],
): Promise<void> {
  const last = events.at(-1)
  if (!last) return
  const asked = { question, startedBy, answers }
  for (const person of people.filter((one) => isFor(one, asked, now))) {
    const text = [
      `Hello ${person.name},`,
      `${agentName || 'An agent'} still waits for an answer that you may give:`,
      `    ${question.title}`,
      `Answer here: ${env.publicUrl()}/${slug}/runs/${runId}`,
      'You can turn these letters off under Settings → Account.',
    ]
    await writeMail(tx, {
      ...{ workspaceId, personId: person.personId, key: `${waitId}:${last.key}:${person.personId}` },
      subject: `${last.event.kind === 'human.escalated' ? 'Needs you' : 'Reminder'}: ${question.title}`,
      text: text.join('\n\n'),
    })
  }
}
