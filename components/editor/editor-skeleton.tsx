import { Skeleton } from '../ui/index.ts'

export function EditorSkeleton() {
  return (
    <div className="flex h-full min-h-0 flex-col" aria-busy="true">
      <span role="status" className="sr-only">
        Opening the flow
      </span>
      <div className="flex h-12 shrink-0 items-center gap-3 border-b px-4">
        <Skeleton className="h-5 w-44" />
        <Skeleton className="ml-auto h-8 w-24" />
        <Skeleton className="h-8 w-20" />
      </div>
      <div className="flex flex-1 items-center justify-center gap-16">
        <Skeleton className="h-24 w-62 rounded-lg" />
        <Skeleton className="h-40 w-62 rounded-lg max-sm:hidden" />
      </div>
    </div>
  )
}
