import { Page } from '../../../components/ui/page.tsx'
import { RowSkeletons } from '../../../components/ui/row-skeletons.tsx'
import { Skeleton } from '../../../components/ui/skeleton.tsx'

export default function Loading() {
  return (
    <Page>
      <Skeleton className="mb-7 h-6 w-44" />
      <RowSkeletons rows={4} />
    </Page>
  )
}
