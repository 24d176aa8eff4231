import { CircleAlert } from 'lucide-react'

/** What went wrong with a form as a whole, above its fields. */
export function FormAlert({ error }: { error: { message: string } | null }) {
  if (!error) return null
  return (
    <div role="alert" className="flex gap-2 rounded-md border border-destructive/30 bg-destructive-soft px-3 py-2 text-sm text-destructive">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      {error.message}
    </div>
  )
}
