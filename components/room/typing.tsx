import type { Present } from '../../server/rooms/contract.ts'

/** Who types right now. A line that is always there, so that nothing moves; not read out, since it says nothing yet. */
export function Typing({ others }: { others: readonly Present[] }) {
  const names = others.filter(({ typing }) => typing).map(({ name }) => name)
  return <p className="h-4.5 truncate px-1 text-xs text-muted-foreground">{words(names)}</p>
}

function words(names: readonly string[]): string {
  const [first, second] = names
  if (first === undefined) return ''
  if (second === undefined) return `${first} is typing…`
  return names.length === 2 ? `${first} and ${second} are typing…` : `${names.length} people are typing…`
}
