'use client'
import { CreditCard } from 'lucide-react'
import type { PaymentMethodPickerProps } from '../../../server/blocks/show/props/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { Frame } from '../frame.tsx'
import { RadioList } from '../radio-list.tsx'
import { useAsk } from '../use-ask.ts'
import { useCardUi } from '../use-card-ui.ts'
import { firstMethod, methodOption } from './method-option.tsx'

/** Which way to pay. What cannot be used says why. */
export function PaymentMethodPicker({ props, emit }: { props: PaymentMethodPickerProps; emit: (event: string) => void }) {
  const { message, methods } = props
  const { state, open, stuck, said, submit, decline } = useAsk(emit)
  const [picked, setPicked] = useCardUi<string>('/picked')
  const value = typeof said?.method === 'string' ? said.method : open ? (picked ?? firstMethod(methods)) : undefined
  return (
    <Frame icon={CreditCard} title={state.title ?? 'How do you want to pay?'} live={state.phase === 'open'} aside={<VerdictBadge />}>
      {message ? <p className="px-4 pt-3 text-base break-words whitespace-pre-wrap">{message}</p> : null}
      <div className="px-4 py-3">
        {methods.length === 0 ? <p className="text-sm text-muted-foreground">There is no way to pay yet.</p> : null}
        <RadioList legend="Ways to pay" options={methods.map(methodOption)} value={value} onChange={setPicked} disabled={stuck} />
      </div>
      <AnswerBar
        approve="Use this"
        decline="Not now"
        done="Chosen"
        blocked={value === undefined}
        onApprove={() => value !== undefined && submit({ method: value })}
        onDecline={decline}
      />
    </Frame>
  )
}
