import { requireAccess } from '../access/index.ts'
import type { Principal } from '../kernel/principal.ts'
import { watchRuns } from './watch-runs.ts'

type Told = { event: 'changed'; data: Record<string, never> }

/** Tells once at the beginning, then each time a list of this workspace's runs would look otherwise, until `signal` aborts. */
export async function runChanges(who: Principal, _input: object, { signal }: { signal: AbortSignal }): Promise<AsyncIterable<Told>> {
  await requireAccess(who, 'run:read', who)
  return changes(who.workspaceId, signal)
}

async function* changes(workspaceId: string, signal: AbortSignal): AsyncGenerator<Told, void, void> {
  let changed = true
  let wake: () => void = () => undefined
  const stop = watchRuns(workspaceId, () => {
    changed = true
    wake()
  })
  const gone = () => wake()
  signal.addEventListener('abort', gone)
  try {
    while (!signal.aborted) {
      if (changed) {
        changed = false
        yield { event: 'changed', data: {} }
      } else
        await new Promise<void>((go) => {
          wake = go
          if (signal.aborted || changed) go()
        })
    }
  } finally {
    signal.removeEventListener('abort', gone)
    stop()
  }
}
