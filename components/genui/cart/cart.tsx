'use client'
import { ShoppingCart, X } from 'lucide-react'
import { type CartProps, cartSums, mostOf } from '../../../server/blocks/show/props/index.ts'
import { timesMoney } from '../../../server/kernel/money.ts'
import { cx, IconButton } from '../../ui/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { Facts } from '../facts.tsx'
import { Frame } from '../frame.tsx'
import { isZero, moneyText, negated } from '../money-text.ts'
import { quantitiesIn } from '../quantities-in.ts'
import { Stepper } from '../stepper.tsx'
import { useAsk } from '../use-ask.ts'
import { useCardUi } from '../use-card-ui.ts'

/** What somebody is about to order. The sums here are for reading: the order is added up on the server. */
export function Cart({ props, emit }: { props: CartProps; emit: (event: string) => void }) {
  const { lines, discounts } = props
  const { state, open, stuck, said, submit, decline } = useAsk(emit)
  const [typed, setTyped] = useCardUi<Record<string, number>>('/quantities')
  const start = Object.fromEntries(lines.map((line) => [line.id, Math.min(line.quantity, mostOf(line))]))
  const quantities = { ...start, ...(said ? quantitiesIn(said.quantities) : open ? typed : {}) }
  const sums = cartSums(props, quantities)
  const set = (id: string, quantity: number) => setTyped({ ...quantities, [id]: quantity })
  return (
    <Frame
      wide
      icon={ShoppingCart}
      title={state.title ?? 'Cart'}
      live={state.phase === 'open'}
      aside={
        state.phase === 'shown' && sums.count > 0 ? <span className="pr-2 text-xs text-muted-foreground tabular-nums">{sums.count}</span> : <VerdictBadge />
      }
    >
      {lines.length === 0 ? <p className="px-4 py-5 text-sm text-muted-foreground">The cart is empty.</p> : null}
      <ul className="divide-y">
        {lines.map((line) => {
          const quantity = quantities[line.id] ?? 0
          return (
            <li key={line.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 text-sm">
              <div className={cx('min-w-36 flex-1', quantity === 0 && 'text-muted-foreground')}>
                <div className={cx('font-medium break-words', quantity === 0 && 'line-through')}>{line.title}</div>
                <div className="text-xs break-words text-muted-foreground tabular-nums">
                  {line.variant ? `${line.variant} · ` : ''}
                  {moneyText(line.price)} each
                  {open && line.stock !== undefined && line.stock <= 5 ? (
                    <span className="text-warning"> · {line.stock === 0 ? 'sold out' : `only ${line.stock} left`}</span>
                  ) : (
                    ''
                  )}
                </div>
              </div>
              {open ? (
                <Stepper name={line.title} value={quantity} most={mostOf(line)} disabled={stuck} onChange={(next) => set(line.id, next)} />
              ) : (
                <span className="text-muted-foreground tabular-nums">× {quantity}</span>
              )}
              <span className="min-w-18 text-right font-medium tabular-nums">{moneyText(timesMoney(line.price, quantity))}</span>
              {open ? (
                <IconButton size="sm" label={`Remove ${line.title}`} disabled={stuck || quantity === 0} onClick={() => set(line.id, 0)}>
                  <X aria-hidden="true" />
                </IconButton>
              ) : null}
            </li>
          )
        })}
      </ul>
      {lines.length > 0 ? (
        <Facts
          className="border-t bg-muted/40 px-4 py-1"
          facts={[
            ...(isZero(sums.discount) && isZero(sums.shipping) ? [] : [{ label: 'Goods', value: moneyText(sums.goods) }]),
            ...(isZero(sums.discount) ? [] : [{ label: discounts.map(({ label }) => label).join(', '), value: moneyText(negated(sums.discount)) }]),
            ...(isZero(sums.shipping) ? [] : [{ label: 'Shipping', value: moneyText(sums.shipping) }]),
            { label: 'Total', value: moneyText(sums.total), strong: true },
          ]}
        />
      ) : null}
      <AnswerBar
        approve={sums.count === 0 ? 'Nothing to order' : `Order for ${moneyText(sums.total)}`}
        decline="Not now"
        done="Ordered"
        blocked={sums.count === 0}
        onApprove={() => submit({ quantities })}
        onDecline={decline}
      />
    </Frame>
  )
}
