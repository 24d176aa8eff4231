/** Entries as the parallel arrays that the database takes. */
export type Packed = { keys: (string | null)[]; kinds: string[]; bodies: string[]; hashes: Buffer[] }
/** Whose commits these are: refused as `lost-ownership` once another worker has taken the run up. */
export type Held = { workspaceId: string; runId: string; epoch: number; outlet: string | null }

/** A commit of one run, ready to be sent. */
export type Prepared = Held & {
  steps: { path: string; outcome: string; output: string | null; error: string | null }[]
  /** JSON of waits, large values and changes to the run's row. */
  note: string | null
  own: Packed
  said: Packed
}
