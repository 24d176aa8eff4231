import { Skeleton } from '../ui/index.ts'

/** A card whose properties still arrive: its shape, quietly breathing. */
export function CardSkeleton({ component }: { component: string }) {
  const rows = component === 'TransactionList' || component === 'Chart' ? ['a', 'b', 'c', 'd'] : ['a', 'b']
  return (
    <section aria-busy="true" aria-label="A card is on its way" className="w-full max-w-104 overflow-hidden rounded-lg border bg-card shadow-raised">
      <div className="flex h-10 items-center border-b px-4">
        <Skeleton className="h-3 w-24" />
      </div>
      <div className="grid gap-3 p-4">
        <Skeleton className="h-6 w-36" />
        {rows.map((row) => (
          <Skeleton key={row} className="h-3" />
        ))}
      </div>
    </section>
  )
}
