import { Check, CircleDot, Hand, MessageCircle, RotateCw, ScanLine } from 'lucide-react'
import type { ReactNode } from 'react'
import { Badge } from '../ui/badge.tsx'
import { cx } from '../ui/cx.ts'

type Moment = { at: string; icon: ReactNode; what: ReactNode; more: ReactNode; tone?: 'ember' | 'quiet' }

const moments: Moment[] = [
  { at: 'Mon 09:14', icon: <MessageCircle />, what: '“Send 25 EUR to Anna”', more: 'A message starts a run. Both are written in one transaction.' },
  { at: 'Mon 09:14', icon: <ScanLine />, what: 'Reads the balance', more: <Step name="ledger.balances" note="18 ms" /> },
  { at: 'Mon 09:14', icon: <Hand />, what: 'Asks before it pays', more: 'The run waits. It holds no memory and no worker.', tone: 'ember' },
  { at: 'Tue 02:40', icon: <RotateCw />, what: 'The server restarts', more: 'Finished steps are kept; the question is still open.', tone: 'quiet' },
  { at: 'Wed 08:02', icon: <Check />, what: 'Ada approves', more: 'The run continues where it stood, on whichever worker is free.' },
  { at: 'Wed 08:02', icon: <CircleDot />, what: 'Pays once', more: <Step name="ledger.transfer" note="exactly one entry" /> },
]

/** What Hearth does, told as the record of one run. */
export function RunStory() {
  return (
    <figure className="rounded-xl border bg-card shadow-floating">
      <figcaption className="flex items-center justify-between gap-3 border-b px-4 py-3 sm:px-5">
        <span className="text-sm font-medium">
          Payments assistant <span className="font-normal text-muted-foreground">· an example run</span>
        </span>
        <Badge tone="success">Completed</Badge>
      </figcaption>
      <ol className="px-4 py-4 sm:px-5">
        {moments.map((moment, i) => (
          <li key={moment.at + String(i)} className="relative grid grid-cols-[1.5rem_1fr_auto] gap-x-3 pb-4 last:pb-0">
            {i < moments.length - 1 ? (
              <span aria-hidden="true" className={cx('absolute top-6 bottom-0 left-3 border-l', waits(i) && 'border-dashed border-ember')} />
            ) : null}
            <span
              aria-hidden="true"
              className={cx(
                'relative flex size-6 items-center justify-center rounded-full border bg-card [&_svg]:size-3',
                moment.tone === 'ember' ? 'border-ember-line bg-ember-soft text-ember' : 'text-muted-foreground',
              )}
            >
              {moment.icon}
            </span>
            <div className="min-w-0 pt-0.5">
              <p className={cx('text-sm font-medium', moment.tone === 'quiet' && 'text-muted-foreground')}>{moment.what}</p>
              <p className="text-sm text-muted-foreground">{moment.more}</p>
            </div>
            <span className="pt-0.5 text-xs leading-5 text-muted-foreground tabular-nums">{moment.at}</span>
          </li>
        ))}
      </ol>
    </figure>
  )
}

/** The stretches in which the run only waits for a person. */
const waits = (i: number) => i === 2 || i === 3

function Step({ name, note }: { name: string; note: string }) {
  return (
    <>
      <code className="font-mono text-xs">{name}</code> · {note}
    </>
  )
}
