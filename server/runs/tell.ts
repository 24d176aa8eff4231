import type { KeyedEvent } from '../durable/index.ts'
import { append } from '../memory/feed/index.ts'
import type { Tx } from '../platform/db.ts'
import { entriesFor, type Speaking } from './recorder.ts'

/** Records events of a run from outside its worker, such as an answer. The caller holds the run's row. */
export async function tell(tx: Tx, run: Speaking, events: readonly KeyedEvent[]): Promise<void> {
  const { own, said } = entriesFor(run, events)
  await append(tx, run.runId, own)
  if (run.outlet) await append(tx, run.outlet, said)
}
