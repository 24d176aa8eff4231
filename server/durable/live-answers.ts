import { heldWorlds } from './held.ts'
import { readAnswers } from './read-answers.ts'

/** Gives runs that this process works on the answers that came meanwhile: those of these runs, or of all. */
export async function hearAnswers(runIds?: readonly string[]): Promise<void> {
  const worlds = heldWorlds(runIds)
  const answers = await readAnswers(worlds.flatMap((world) => world.pending()))
  if (answers.length > 0) for (const world of worlds) world.hear(answers)
}
