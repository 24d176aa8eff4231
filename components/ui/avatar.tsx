import { cx } from './cx.ts'

const sizes = { xs: 'size-5 text-[0.625rem]', sm: 'size-6 text-2xs', md: 'size-8 text-xs' }

export type AvatarProps = {
  name: string
  size?: keyof typeof sizes
  /** Agents are square, people round. */
  shape?: 'round' | 'square'
  className?: string
}

/** The first letters of a name. Decoration: the name itself stands beside it. */
export function Avatar({ name, size = 'sm', shape = 'round', className }: AvatarProps) {
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-flex shrink-0 items-center justify-center border border-border-strong bg-muted font-semibold text-muted-foreground select-none',
        shape === 'round' ? 'rounded-full' : 'rounded-md',
        sizes[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  )
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters.map((word) => Array.from(word ?? '')[0]?.toUpperCase() ?? '').join('') || '?'
}
