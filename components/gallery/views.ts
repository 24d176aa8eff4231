import type { CardState } from '../genui/index.ts'
import type { Sample } from './samples/sample.ts'

export type Showing = { key: string; name: string; props: unknown; state: CardState }

const by = { id: 'ada', name: 'Ada Lovelace' }

/** Every state a card can be in, with what it needs to be in it. */
export function showingsOf({ full, empty, also = [], asks }: Sample, now: Date): Showing[] {
  const at = new Date(now.getTime() - 3_600_000).toISOString()
  const expiresAt = new Date(now.getTime() + 26 * 3_600_000).toISOString()
  const question = asks ? { title: asks.title } : {}
  const open: CardState = { phase: 'open', ...question, expiresAt }
  const shown: CardState = { phase: 'shown' }
  return [
    asks ? { key: 'open', name: 'Open', props: full, state: open } : { key: 'shown', name: 'Shown', props: full, state: shown },
    ...also.map(({ name, props }) => ({ key: name, name, props, state: asks ? { phase: 'open' as const, expiresAt } : shown })),
    { key: 'loading', name: 'Loading', props: null, state: { phase: 'loading' } },
    ...(empty ? [{ key: 'empty', name: 'Empty', props: empty, state: shown }] : []),
    ...(asks
      ? [
          {
            key: 'answered',
            name: 'Answered',
            props: full,
            state: { phase: 'answered' as const, ...question, answer: { outcome: asks.outcome, value: asks.value, by, at } },
          },
          {
            key: 'declined',
            name: 'Declined',
            props: full,
            state: { phase: 'answered' as const, ...question, answer: { outcome: 'declined' as const, value: null, by, at } },
          },
          { key: 'expired', name: 'Expired', props: full, state: { phase: 'expired' as const, ...question } },
          { key: 'barred', name: 'Read-only', props: full, state: { ...open, barred: 'This is for admins to answer.' } },
          {
            key: 'problem',
            name: 'The answer did not get there',
            props: full,
            state: { ...open, problem: 'Hearth cannot be reached. Look at your connection and press again.' },
          },
        ]
      : []),
    { key: 'error', name: 'Error', props: { ...full, ...broken(full) }, state: asks ? open : shown },
  ]
}

/** One property of a kind that does not fit. */
function broken(full: object): object {
  const [name] = Object.keys(full)
  return name === undefined ? {} : { [name]: { not: 'what belongs here' } }
}
