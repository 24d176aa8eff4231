import type { z } from 'zod'

export type Access = 'anyone' | 'person' | 'workspace' | 'guest'

/**
 * One endpoint as data, known to both sides of the wire. `path` names its parameters with a colon; they, the query and
 * the JSON body are merged and checked as `input`.
 */
export type Contract<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType, A extends Access = Access> = {
  id: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  /**
   * `anyone`: no session asked for. `person`: signed in. `workspace`: signed in and a member of `:workspace` (else not-found).
   * `guest`: came by the chat link `:link`, with a session of it.
   */
  access: A
  input: I
  output: O
  /** Largest body in bytes; 262,144 unless told. */
  maxBytes?: number
}

export function defineContract<I extends z.ZodType, O extends z.ZodType, A extends Access>(contract: Contract<I, O, A>): Contract<I, O, A> {
  return contract
}
