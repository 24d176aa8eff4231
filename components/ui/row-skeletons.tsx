import { Skeleton } from './skeleton.tsx'

/** A list that is loading. */
export function RowSkeletons({ rows }: { rows: number }) {
  return (
    <div role="status" aria-label="Loading" className="rounded-lg border bg-card">
      {Array.from({ length: rows }, (_, i) => i).map((i) => (
        <div key={i} className="flex items-center gap-3 border-b px-4 py-3.5 last:border-b-0">
          <Skeleton className="size-8" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3 w-40" />
            <Skeleton className="h-3 w-64 max-w-full" />
          </div>
        </div>
      ))}
    </div>
  )
}
