/** How many messages were not read; counted up to 99. */
export function Unread({ count }: { count: number }) {
  return (
    <span className="flex h-4.5 min-w-4.5 shrink-0 items-center justify-center rounded-full bg-muted px-1 text-2xs font-semibold text-foreground tabular-nums">
      {count > 99 ? '99+' : count}
      <span className="sr-only"> not read</span>
    </span>
  )
}
