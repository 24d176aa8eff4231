import type { Json } from '../kernel/json.ts'
import type { Guest } from '../kernel/principal.ts'
import { answerAsGuest } from '../runs/index.ts'

/** A guest answers what they were asked. Nothing of the question goes back: the feed tells what comes of it. */
export async function guestAnswer(who: Guest, input: { wait: string; outcome: 'approved' | 'declined' | 'answered'; value: Json }): Promise<{ ok: true }> {
  await answerAsGuest(who, input)
  return { ok: true }
}
