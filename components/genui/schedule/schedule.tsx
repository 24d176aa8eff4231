'use client'
import { CalendarDays } from 'lucide-react'
import { useId } from 'react'
import type { ScheduleProps, Slot } from '../../../server/blocks/show/props/index.ts'
import { cx } from '../../ui/index.ts'
import { AnswerBar, VerdictBadge } from '../answer-bar.tsx'
import { Frame } from '../frame.tsx'
import { moneyText } from '../money-text.ts'
import { useAsk } from '../use-ask.ts'
import { useCardUi } from '../use-card-ui.ts'
import { daysOf, slotText, timeText, zoneText } from './slot-times.ts'

/** Times to choose from, day by day, in the zone they are meant in. */
export function Schedule({ props, emit }: { props: ScheduleProps; emit: (event: string) => void }) {
  const { title, message, slots, timeZone } = props
  const { state, open, stuck, said, submit, decline } = useAsk(emit)
  const [picked, setPicked] = useCardUi<string>('/picked')
  const [shownDay, setShownDay] = useCardUi<string>('/day')
  const value = typeof said?.start === 'string' ? said.start : open ? picked : undefined
  const chosen = slots.find(({ start, free }) => start === value && free)
  const days = daysOf(slots, timeZone)
  const day =
    days.find(({ key }) => key === shownDay) ??
    days.find(({ slots: those }) => those.some(({ start }) => start === value)) ??
    days.find(({ free }) => free > 0) ??
    days[0]
  const first = slots[0]
  return (
    <Frame wide icon={CalendarDays} title={state.title ?? (title || 'Choose a time')} live={state.phase === 'open'} aside={<VerdictBadge />}>
      {message ? <p className="px-4 pt-3 text-base break-words whitespace-pre-wrap">{message}</p> : null}
      {said && chosen ? (
        <div className="px-4 pt-3.5 pb-3">
          <time dateTime={chosen.start} className="block text-xl font-semibold tracking-tight">
            {slotText(chosen, timeZone)}
          </time>
          {chosen.price ? <div className="mt-0.5 text-sm text-muted-foreground tabular-nums">{moneyText(chosen.price)}</div> : null}
        </div>
      ) : null}
      {slots.length === 0 ? <p className="px-4 py-5 text-sm text-muted-foreground">There are no times to choose from.</p> : null}
      {day && !said ? (
        <div className="grid gap-3 px-4 py-3">
          {days.length > 1 ? (
            // biome-ignore lint/a11y/useSemanticElements: days are no values of a form; they only show others of its values
            <div role="group" aria-label="Days" className="-mx-1 flex gap-1.5 overflow-x-auto px-1 py-0.5">
              {days.map(({ key, name, free }) => (
                <button
                  key={key}
                  type="button"
                  aria-pressed={key === day.key}
                  onClick={() => setShownDay(key)}
                  className={cx(
                    'grid min-h-11 shrink-0 place-content-center rounded-md border px-3 text-center text-sm transition-colors',
                    key === day.key ? 'border-border-strong bg-accent font-medium' : 'border-border text-muted-foreground hover:bg-accent',
                  )}
                >
                  <span>{name}</span>
                  <span className="text-2xs font-normal text-muted-foreground">{free === 0 ? 'full' : `${free} free`}</span>
                </button>
              ))}
            </div>
          ) : (
            <div className="text-sm font-medium">{day.name}</div>
          )}
          <Slots slots={day.slots} timeZone={timeZone} value={value} disabled={stuck} onPick={setPicked} legend={`Times on ${day.name}`} />
        </div>
      ) : null}
      {first ? (
        <p className="border-t bg-muted/40 px-4 py-1.5 text-xs text-muted-foreground">Times are in {zoneText(timeZone, new Date(first.start))}</p>
      ) : null}
      <AnswerBar
        approve={chosen ? `Book ${slotText(chosen, timeZone).split(', ').slice(1).join(', ')}` : 'Choose a time'}
        decline="None fits"
        done="Booked"
        blocked={!chosen}
        onApprove={() => chosen && submit({ start: chosen.start })}
        onDecline={decline}
      />
    </Frame>
  )
}

type SlotsProps = { slots: Slot[]; timeZone: string; value: string | undefined; disabled: boolean; onPick: (start: string) => void; legend: string }

function Slots({ slots, timeZone, value, disabled, onPick, legend }: SlotsProps) {
  const name = useId()
  return (
    <fieldset disabled={disabled}>
      <legend className="sr-only">{legend}</legend>
      <div className="grid grid-cols-3 gap-1.5 sm:grid-cols-4">
        {slots.map(({ start, end, free, price }) => (
          <label
            key={start}
            className={cx(
              'grid min-h-11 place-content-center rounded-md border px-1 py-1 text-center text-sm tabular-nums transition-colors has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ring',
              value === start
                ? 'border-primary bg-primary text-primary-foreground'
                : free
                  ? disabled
                    ? 'text-muted-foreground'
                    : 'border-border-strong'
                  : 'border-transparent bg-muted text-muted-foreground line-through',
              free && !disabled && value !== start && 'cursor-pointer hover:bg-accent',
            )}
          >
            <input
              type="radio"
              name={name}
              value={start}
              checked={value === start}
              disabled={disabled || !free}
              onChange={() => onPick(start)}
              className="sr-only"
            />
            <span>
              <time dateTime={start}>{timeText(start, timeZone)}</time>
              <span className="sr-only">
                {' '}
                to {timeText(end, timeZone)}
                {free ? '' : ', taken'}
              </span>
            </span>
            {price && free ? <span className={cx('text-2xs', value === start ? '' : 'text-muted-foreground')}>{moneyText(price)}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
