import type { z } from 'zod'
import type { ComponentName, componentProps } from '../../../server/blocks/show/props/index.ts'
import type { Json } from '../../../server/kernel/json.ts'
import type { Money } from '../../../server/kernel/money.ts'
import type { Outcome } from '../../genui/index.ts'

type PropsOf<C extends ComponentName> = z.input<(typeof componentProps)[C]>
export type Sample = {
  component: ComponentName
  name: string
  /** What it is for. */
  what: string
  full: object
  empty?: object
  /** Other ways it may look. */
  also?: { name: string; props: object }[]
  /** For those that ask: the question's title and what an answer may be. */
  asks?: { title: string; outcome: Outcome; value: Json }
}

export const eur = (amountMinor: string): Money => ({ amountMinor, currency: 'EUR', decimals: 2 })
export const usd = (amountMinor: string): Money => ({ amountMinor, currency: 'USD', decimals: 2 })

/** Checked against what the card takes. */
export function sample<C extends ComponentName>(made: {
  component: C
  name: string
  what: string
  full: PropsOf<C>
  empty?: PropsOf<C>
  also?: { name: string; props: PropsOf<C> }[]
  asks?: Sample['asks']
}): Sample {
  return made
}

/** The moment that is so many hours from `now`. */
export const hoursFrom = (now: Date) => (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString()
