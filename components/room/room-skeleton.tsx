import { Skeleton } from '../ui/index.ts'

/** The shape of a talk, until it is here. */
export function RoomSkeleton() {
  return (
    <div aria-busy="true" aria-label="The room is being opened" role="status" className="grid gap-7 pt-6">
      <Skeleton className="ml-auto h-9 w-56 rounded-xl" />
      <div className="flex gap-3">
        <Skeleton className="size-6 max-sm:hidden" />
        <div className="grid flex-1 gap-2">
          <Skeleton className="h-4 w-40" />
          <Skeleton className="h-4 w-4/5" />
          <Skeleton className="mt-1 h-36 w-full max-w-104 rounded-lg" />
        </div>
      </div>
      <Skeleton className="ml-auto h-9 w-40 rounded-xl" />
    </div>
  )
}
