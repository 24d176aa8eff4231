import type { EngineEvent } from '../engine/index.ts'

const longest = 1500

/** What went wrong in a run, as short text: each failure with what had come in. Values of secrets are never in events. */
export function failuresInWords(events: readonly EngineEvent[]): string {
  const inputs = new Map<string, unknown>()
  const failures: unknown[] = []
  for (const event of events) {
    if (event.kind === 'node.started') inputs.set(event.path, event.input)
    else if (event.kind === 'node.failed')
      failures.push({
        node: event.path,
        block: event.block,
        error: event.error,
        cameIn: cut(inputs.get(event.path)),
        ...(event.handled ? { handled: true } : {}),
      })
    else if (event.kind === 'run.failed') failures.push({ run: 'failed', error: event.error })
  }
  return failures.length === 0 ? 'Nothing failed in it.' : JSON.stringify(failures.slice(-20))
}

function cut(value: unknown): unknown {
  const text = JSON.stringify(value) ?? ''
  return text.length <= longest ? value : `${text.slice(0, longest).toWellFormed()} …`
}
