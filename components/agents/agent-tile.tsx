import { Icon } from '../icon.tsx'
import { cx } from '../ui/cx.ts'

const sizes = { sm: 'size-6 rounded-md [&>svg]:size-3.5', md: 'size-8 rounded-md [&>svg]:size-4', lg: 'size-10 rounded-lg [&>svg]:size-5' }

/** An agent's face: its icon on a small square. */
export function AgentTile({ icon, size = 'md' }: { icon: string; size?: keyof typeof sizes }) {
  return (
    <span aria-hidden="true" className={cx('inline-flex shrink-0 items-center justify-center border bg-muted text-muted-foreground', sizes[size])}>
      <Icon name={icon} />
    </span>
  )
}
