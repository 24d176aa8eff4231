'use client'
import { HandCoins } from 'lucide-react'
import { useState } from 'react'
import type { PaymentRequestProps } from '../../../server/blocks/show/props/index.ts'
import { decimalText } from '../../../server/kernel/money.ts'
import { Field, Input } from '../../ui/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { Facts } from '../facts.tsx'
import { Frame } from '../frame.tsx'
import { moneyText } from '../money-text.ts'
import { firstMethod, methodOption } from '../payment-method-picker/method-option.tsx'
import { RadioList } from '../radio-list.tsx'
import { useAsk } from '../use-ask.ts'
import { useCardUi } from '../use-card-ui.ts'
import { readAmount } from './typed-amount.ts'

/** Somebody asks for money: a fixed amount, or one that the person sets between two bounds. */
export function PaymentRequest({ props, emit }: { props: PaymentRequestProps; emit: (event: string) => void }) {
  const { payee, purpose, amount, least, most, methods, reference } = props
  const { state, open, stuck, said, submit, decline } = useAsk(emit)
  const [typed, setTyped] = useCardUi<string>('/amount')
  const [picked, setPicked] = useCardUi<string>('/picked')
  const [wrong, setWrong] = useState<string>()
  const range = least && most ? { least, most } : undefined
  const written = typed ?? decimalText(amount)
  const read = range ? readAmount(written, range.least, range.most) : undefined
  const method = typeof said?.method === 'string' ? said.method : open ? (picked ?? firstMethod(methods)) : undefined
  const chosen = typeof said?.amountMinor === 'number' ? { ...amount, amountMinor: String(said.amountMinor) } : undefined
  const shown = chosen ?? (read?.ok ? read.money : amount)

  function pay() {
    if (read && !read.ok) return setWrong(read.wrong)
    submit({ ...(methods.length > 0 && method !== undefined ? { method } : {}), ...(read ? { amountMinor: read.minor } : {}) })
  }

  return (
    <Frame icon={HandCoins} title={state.title ?? `Pay ${payee}`} live={state.phase === 'open'} aside={<VerdictBadge />}>
      <div className="px-4 pt-3.5 pb-3">
        <div className="text-xs break-words text-muted-foreground">{payee} asks for</div>
        {range && !chosen && !(open && !stuck) ? (
          <div className="mt-0.5 text-2xl font-semibold tracking-tight break-all tabular-nums">
            {state.phase === 'open' ? moneyText(shown) : `${moneyText(range.least)} – ${moneyText(range.most)}`}
          </div>
        ) : null}
        {!range || chosen ? <div className="mt-0.5 text-2xl font-semibold tracking-tight break-all tabular-nums">{moneyText(shown)}</div> : null}
        {range && open && !stuck ? (
          <div className="mt-2">
            <Field label={`How much, in ${amount.currency}`} help={`From ${moneyText(range.least)} to ${moneyText(range.most)}.`} error={wrong}>
              <Input
                inputMode="decimal"
                className="h-10 text-lg tabular-nums"
                value={written}
                onChange={(event) => {
                  setWrong(undefined)
                  setTyped(event.target.value)
                }}
              />
            </Field>
          </div>
        ) : null}
      </div>
      {purpose || reference ? (
        <Facts
          className="border-t px-4 py-1"
          facts={[...(purpose ? [{ label: 'For', value: purpose }] : []), ...(reference ? [{ label: 'Reference', value: reference }] : [])]}
        />
      ) : null}
      {methods.length > 0 ? (
        <div className="border-t px-4 py-3">
          <RadioList legend="Ways to pay" options={methods.map(methodOption)} value={method} onChange={setPicked} disabled={stuck} />
        </div>
      ) : null}
      <AnswerBar
        approve={read && !read.ok ? 'Pay' : `Pay ${moneyText(shown)}`}
        decline="Do not pay"
        done={`Payment of ${moneyText(shown)} agreed`}
        blocked={methods.length > 0 && method === undefined}
        onApprove={pay}
        onDecline={decline}
      />
    </Frame>
  )
}
