import { useStateStore } from '@json-render/react'
import type { Json, JsonObject } from '../../server/kernel/json.ts'
import { useCardState } from './card-context.tsx'
import type { CardState } from './card-state.ts'

export type Ask = {
  state: CardState
  /** This person may answer now. */
  open: boolean
  /** An answer is on its way, or is there: nothing may be changed. */
  stuck: boolean
  /** What was answered, once somebody did; undefined also for a no. */
  said: JsonObject | undefined
  submit(values: JsonObject): void
  decline(): void
}

/** What cards that ask for a choice share: may it be answered, what was answered, and the way to answer. */
export function useAsk(emit: (event: string) => void): Ask {
  const state = useCardState()
  const { set } = useStateStore()
  const open = state.phase === 'open' && !state.barred && !state.told
  return {
    state,
    open,
    stuck: !open || state.sending !== undefined || state.sent !== undefined,
    said: saidIn(state),
    submit(values) {
      set('/values', values)
      emit('submit')
    },
    decline: () => emit('decline'),
  }
}

function saidIn({ answer }: CardState): JsonObject | undefined {
  return answer && answer.outcome !== 'declined' && answer.outcome !== 'expired' ? objectOf(answer.value) : undefined
}

export function objectOf(value: Json | undefined): JsonObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
}
