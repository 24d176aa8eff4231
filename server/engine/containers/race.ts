import type { Json, JsonObject } from '../../kernel/json.ts'
import { canonical } from '../canonical.ts'
import { Abandoned } from '../course.ts'
import type { Inside } from './inside.ts'

/** The first value that is brought back wins, and that is recorded. The rest is given up and its waits are closed. */
export async function race({ course, path, around, open }: Inside): Promise<JsonObject> {
  const { world, activity } = course
  const decided = `${path}/~winner`
  const recorded = world.recall(decided)
  if (recorded?.outcome === 'done') return canonical(recorded.output) as JsonObject
  const over = new AbortController()
  const scope = open(0, {}, { signal: AbortSignal.any([around.signal, over.signal]), caught: true })
  const walking = scope.go()
  const first = scope.first()
  const won = await Promise.race([first, allEnded(walking, first)])
  over.abort(new Abandoned(path))
  // Rejects when nobody won: then what went up from inside goes up here.
  if (!won) return walking.then(() => ({}))
  await Promise.allSettled([walking])
  return activity.during(async () => {
    await world.withdraw(path)
    return canonical(await world.decide(decided, { winner: won.port, value: won.value })) as JsonObject
  })
}

type First = { port: string; value: Json }

/** When all is over, a value that is on its way still wins: it needs a turn at most. */
async function allEnded(walking: Promise<void>, first: Promise<First>): Promise<First | undefined> {
  await Promise.allSettled([walking])
  return Promise.race([first, new Promise<undefined>((resolve) => setTimeout(resolve, 0))])
}
