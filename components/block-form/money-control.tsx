'use client'
import { Input } from '../ui/index.ts'
import type { ControlProps } from './control-props.ts'
import { moneyOf, readMoney, textOfMoney } from './read-text.ts'
import { useTyped } from './use-typed.ts'
import { Wrong } from './wrong.tsx'

/** An exact amount in the currency it has, euros at first. */
export function MoneyControl({ value, onChange, readOnly }: ControlProps) {
  const { currency, decimals } = moneyOf(value) ?? { currency: 'EUR', decimals: 2 }
  const { text, wrong, setText } = useTyped(value, textOfMoney, (typed) => readMoney(typed, currency, decimals), onChange)
  return (
    <>
      <div className="flex items-center gap-2">
        <Input
          inputMode="decimal"
          className="tabular-nums"
          placeholder="0.00"
          value={text}
          readOnly={readOnly}
          aria-invalid={wrong ? true : undefined}
          onChange={(event) => setText(event.target.value)}
        />
        <span className="text-xs text-muted-foreground">{currency}</span>
      </div>
      <Wrong reason={wrong} />
    </>
  )
}
