import type { ServiceView } from './contract.ts'

/** A service that was never called and has no setting. */
export function nothingOf(service: string): ServiceView {
  return { service, rate: null, circuit: null, state: 'fine', until: null, failures: 0, calledAt: null }
}
