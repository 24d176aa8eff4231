export type { CardPhase, CardState, Outcome } from './card-state.ts'
export type { CardKeep } from './card-store.ts'
export { DomainCard, type DomainCardProps } from './domain-card.tsx'
export { clockText, dayKey, dayText, momentText } from './when.ts'
