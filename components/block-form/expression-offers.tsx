'use client'
import { useEffect } from 'react'
import type { Completion } from '../../server/engine/expression.ts'
import { cx } from '../ui/index.ts'

export const offerId = (list: string, index: number): string => `${list}-${index}`

type ExpressionOffersProps = { id: string; offers: readonly Completion[]; chosen: number; onTake: (offer: Completion) => void }

/** What may stand where the cursor is. The focus stays in the text; the keys are handled there. */
export function ExpressionOffers({ id, offers, chosen, onTake }: ExpressionOffersProps) {
  useEffect(() => {
    document.getElementById(offerId(id, chosen))?.scrollIntoView({ block: 'nearest' })
  }, [id, chosen])
  return (
    <div
      id={id}
      role="listbox"
      aria-label="What fits here"
      className="absolute inset-x-0 top-full z-30 mt-1 max-h-56 scroll-py-1 overflow-y-auto rounded-lg bg-popover p-1 text-popover-foreground shadow-floating"
    >
      {offers.map((offer, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the text field hears the keys
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text field
        <div
          key={`${offer.kind} ${offer.label}`}
          id={offerId(id, index)}
          role="option"
          aria-selected={index === chosen}
          className={cx('grid cursor-default gap-x-3 rounded-md px-2 py-1 text-xs hover:bg-accent coarse:py-2.5', index === chosen && 'bg-accent')}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(offer)}
        >
          <span className="truncate font-mono">{offer.kind === 'function' ? `${offer.label}()` : offer.label}</span>
          <span className={cx('text-muted-foreground', index !== chosen && 'truncate')}>{offer.detail}</span>
        </div>
      ))}
    </div>
  )
}
