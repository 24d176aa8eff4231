import type { Present } from '../../server/rooms/contract.ts'
import { Avatar } from '../ui/index.ts'

const most = 3

/** The others who look at this room now. */
export function Faces({ others }: { others: readonly Present[] }) {
  if (others.length === 0) return null
  const words = `${others.map(({ name }) => name).join(', ')} ${others.length === 1 ? 'is' : 'are'} here`
  return (
    <p title={words} className="flex shrink-0 items-center pl-1">
      <span className="sr-only">{words}</span>
      {others.slice(0, most).map(({ id, name }) => (
        <Avatar key={id} name={name} className="-ml-1.5 border-success! ring-2 ring-background" />
      ))}
      {others.length > most ? (
        <span aria-hidden="true" className="pl-1 text-xs text-muted-foreground">
          +{others.length - most}
        </span>
      ) : null}
    </p>
  )
}
