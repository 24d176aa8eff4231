'use client'
import { ShoppingBag, Star } from 'lucide-react'
import { mostOf, type Product, type ProductListProps } from '../../../server/blocks/show/props/index.ts'
import { timesMoney } from '../../../server/kernel/money.ts'
import { Badge, Button, cx } from '../../ui/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { Frame } from '../frame.tsx'
import { addMoney, moneyText } from '../money-text.ts'
import { quantitiesIn } from '../quantities-in.ts'
import { Stepper } from '../stepper.tsx'
import { useAsk } from '../use-ask.ts'
import { useCardUi } from '../use-card-ui.ts'

/** Things to buy. What is chosen travels as ids and counts; prices stay the server's. */
export function ProductList({ props, emit }: { props: ProductListProps; emit: (event: string) => void }) {
  const { title, items, layout, addLabel } = props
  const { state, open, stuck, said, submit, decline } = useAsk(emit)
  const [typed, setTyped] = useCardUi<Record<string, number>>('/quantities')
  const quantities = said ? quantitiesIn(said.quantities) : open ? (typed ?? {}) : {}
  const taken = items.filter(({ id }) => (countOf(quantities, id) ?? 0) > 0)
  const [first, ...others] = taken.map(({ id, price }) => timesMoney(price, countOf(quantities, id)))
  const sum = first && addMoney(first, ...others)
  return (
    <Frame wide icon={ShoppingBag} title={title || state.title || 'Products'} live={state.phase === 'open'} aside={<VerdictBadge />}>
      {items.length === 0 ? <p className="px-4 py-5 text-sm text-muted-foreground">There is nothing to show.</p> : null}
      <ul className={layout === 'grid' ? 'grid grid-cols-2 gap-2 p-3' : 'divide-y'}>
        {items.map((item) => (
          <Item
            key={item.id}
            item={item}
            layout={layout}
            count={countOf(quantities, item.id)}
            open={open}
            disabled={stuck}
            onCount={(count) => setTyped({ ...quantities, [item.id]: count })}
          />
        ))}
      </ul>
      <AnswerBar
        approve={taken.length === 0 ? addLabel : sum ? `${addLabel}: ${moneyText(sum)}` : addLabel}
        decline="Nothing"
        done={taken.length > 0 ? 'Chosen' : 'Nothing chosen'}
        blocked={taken.length === 0}
        onApprove={() => submit({ quantities: Object.fromEntries(taken.map(({ id }) => [id, countOf(quantities, id)])) })}
        onDecline={decline}
      />
    </Frame>
  )
}

type ItemProps = { item: Product; layout: 'grid' | 'list'; count: number; open: boolean; disabled: boolean; onCount: (count: number) => void }

function Item({ item, layout, count, open, disabled, onCount }: ItemProps) {
  const { title, description, variant, price, rating, badges } = item
  const most = mostOf(item)
  const grid = layout === 'grid'
  return (
    <li
      className={cx(
        'flex min-w-0 gap-2 text-sm',
        grid ? 'flex-col rounded-md border p-3' : 'flex-wrap items-center px-4 py-3',
        count > 0 && (grid ? 'border-ember-line bg-ember-soft' : 'bg-ember-soft'),
      )}
    >
      <div className={cx('min-w-0', grid ? 'flex-1' : 'min-w-40 flex-1')}>
        {badges.length > 0 ? (
          <div className="mb-1.5 flex flex-wrap gap-1">
            {[...new Set(badges)].map((badge) => (
              <Badge key={badge} tone="ember">
                {badge}
              </Badge>
            ))}
          </div>
        ) : null}
        <div className={cx('font-medium break-words', most === 0 && 'text-muted-foreground')}>{title}</div>
        {variant ? <div className="text-xs break-words text-muted-foreground">{variant}</div> : null}
        {description ? <p className="mt-0.5 line-clamp-3 text-xs break-words text-muted-foreground">{description}</p> : null}
      </div>
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold tabular-nums">{moneyText(price)}</span>
        {rating === undefined ? null : (
          <span className="inline-flex items-center gap-0.5 text-xs text-muted-foreground tabular-nums">
            <Star aria-hidden="true" className="size-3 self-center fill-current" />
            {rating.toFixed(1)}
            <span className="sr-only"> of 5 stars</span>
          </span>
        )}
      </div>
      {open ? (
        <div className="flex h-8 items-center coarse:h-10">
          {most === 0 ? (
            <span className="text-xs text-muted-foreground">Sold out</span>
          ) : count > 0 ? (
            <Stepper name={title} value={count} most={most} disabled={disabled} onChange={onCount} />
          ) : (
            <Button size="sm" variant="secondary" disabled={disabled} aria-label={`Choose ${title}`} onClick={() => onCount(1)}>
              Choose
            </Button>
          )}
        </div>
      ) : count > 0 ? (
        <span className="text-xs font-medium tabular-nums">× {count}</span>
      ) : most === 0 ? (
        <span className="text-xs text-muted-foreground">Sold out</span>
      ) : null}
    </li>
  )
}

const countOf = (quantities: Record<string, number>, id: string): number => (Object.hasOwn(quantities, id) ? (quantities[id] ?? 0) : 0)
