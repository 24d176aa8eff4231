import { AppError } from '../../kernel/errors.ts'
import type { Json, JsonObject } from '../../kernel/json.ts'
import type { Inside } from './inside.ts'

/** Again and again with what came back, until it says stop. */
export async function repeat({ input, walk, title }: Inside): Promise<JsonObject> {
  const most = typeof input.most === 'number' ? input.most : 100
  let state: Json = input.initial ?? null
  for (let index = 0; index < most; index++) {
    const back = await walk(index, { state, index })
    state = back.state ?? state
    if (back.stop === true) return { final: state, count: index + 1 }
  }
  throw new AppError(
    'limit-reached',
    `"${title}" was repeated ${most} times without being told to stop, which is the most it may. Check what leads to its "stop".`,
    { limit: most },
  )
}
