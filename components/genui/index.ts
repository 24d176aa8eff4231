export type { CardPhase, CardState, Outcome } from './card-state.ts'
export { DomainCard, type DomainCardProps } from './domain-card.tsx'
export { moneyText } from './money-text.ts'
export { clockText, dayKey, dayText, leftText, momentText } from './when.ts'
