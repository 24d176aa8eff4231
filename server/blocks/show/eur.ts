import type { Money } from '../../kernel/money.ts'

/** Euros, for the examples of blocks. */
export const eur = (amountMinor: string): Money => ({ amountMinor, currency: 'EUR', decimals: 2 })
