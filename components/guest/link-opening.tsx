import { Icon } from '../icon.tsx'
import { Opening } from '../room/opening.tsx'
import type { Looks } from './looks.ts'

/** A chat before its first message, in the words of its link. */
export function LinkOpening({ page: { agent, title, welcome, suggestions }, onTry }: { page: Looks; onTry: (text: string) => void }) {
  const face = (
    <span aria-hidden="true" className="flex size-12 items-center justify-center rounded-xl bg-primary text-primary-foreground">
      <Icon name={agent.icon} className="size-6" />
    </span>
  )
  return <Opening face={face} title={title} text={welcome} tries={suggestions} onTry={onTry} />
}
