import type { JsonObject } from '../../kernel/json.ts'
import type { Inside } from './inside.ts'

/** Only as long as it may take: the clock beside it is that of every container (walk-container.ts). */
export async function timeout({ walk }: Inside): Promise<JsonObject> {
  const { result } = await walk(0, {})
  return result === undefined ? {} : { result }
}
