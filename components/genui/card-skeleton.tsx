import { cx, Skeleton } from '../ui/index.ts'

const wideOnes = new Set(['TransactionList', 'Chart', 'Invoice', 'Cart', 'ProductList', 'Map', 'Schedule'])

/** A card whose properties still arrive: its shape, quietly breathing. */
export function CardSkeleton({ component }: { component: string }) {
  const wide = wideOnes.has(component)
  const rows = wide ? ['a', 'b', 'c', 'd'] : ['a', 'b']
  return (
    <section
      aria-busy="true"
      aria-label="A card is on its way"
      className={cx('w-full overflow-hidden rounded-lg border bg-card shadow-raised', wide ? 'max-w-130' : 'max-w-104')}
    >
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
