import type { JsonObject } from '../../kernel/json.ts'
import { NodeFailure } from '../outcome.ts'
import { failureOf } from './collect.ts'
import type { Inside } from './inside.ts'

/** Gives the result or the failure; never fails itself. */
export async function tryOut({ walk }: Inside): Promise<JsonObject> {
  try {
    const { result } = await walk(0, {}, { caught: true })
    return result === undefined ? {} : { result }
  } catch (error) {
    if (!(error instanceof NodeFailure)) throw error
    return { failure: failureOf(error) }
  }
}
