'use client'
import { useState } from 'react'
import { Input, Select } from '../ui/index.ts'
import type { ControlProps } from './control-props.ts'
import { currencyItems, decimalsOf, moneyOf, readMoney, textOfMoney } from './read-text.ts'
import { useTyped } from './use-typed.ts'
import { Wrong } from './wrong.tsx'

/** An exact amount in a currency, euros at first. An amount keeps its figures when the currency is another. */
export function MoneyControl({ input, value, onChange, readOnly }: ControlProps) {
  const held = moneyOf(value)
  const [chosen, setChosen] = useState('EUR')
  const currency = held?.currency ?? chosen
  const decimals = held?.decimals ?? decimalsOf(currency)
  const { text, wrong, setText } = useTyped(value, textOfMoney, (typed) => readMoney(typed, currency, decimals), onChange)
  const change = (next: string) => {
    setChosen(next)
    const read = readMoney(text, next, decimalsOf(next))
    // What that currency has no coins for is left out.
    const whole = read.kind === 'wrong' ? readMoney(text.split(/[.,]/)[0] ?? '', next, decimalsOf(next)) : read
    if (whole.kind === 'value') onChange(whole.value)
  }
  return (
    <>
      <div className="flex items-center gap-1.5">
        <Input
          inputMode="decimal"
          className="tabular-nums"
          placeholder={decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`}
          value={text}
          readOnly={readOnly}
          aria-invalid={wrong ? true : undefined}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="w-24 shrink-0">
          <Select label={`Currency of ${input.title}`} items={currencyItems(currency)} value={currency} onChange={change} disabled={readOnly} />
        </div>
      </div>
      <Wrong reason={wrong} />
    </>
  )
}
