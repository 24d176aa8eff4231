import type { JsonObject } from '../../kernel/json.ts'
import type { Around, Course } from '../course.ts'
import type { Scope } from '../flow-walk.ts'

/** `caught`: the container takes a failure of what is in it, this time. */
export type InsideOptions = { signal?: AbortSignal; caught?: boolean }

/** What a container works with. */
export type Inside = {
  course: Course
  path: string
  /** Of its outer side, checked, with defaults. */
  input: JsonObject
  title: string
  around: Around
  /** What is in it, for the nth time, before it is walked. */
  open: (n: number, given: JsonObject, options?: InsideOptions) => Scope
  /** Walks what is in it and gives what came back, by port. Rejects with a NodeFailure when something in it failed. */
  walk: (n: number, given: JsonObject, options?: InsideOptions) => Promise<JsonObject>
  /** Waits without holding a worker. */
  pause: (name: string, ms: number) => Promise<void>
}

/** How often a container may walk what is in it. */
export const mostIterations = 10_000
