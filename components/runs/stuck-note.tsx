import { TimeAgo } from '../ui/time-ago.tsx'

/** A run of which nothing is heard. From here a slow service looks the same, so this only asks somebody to look. */
export function StuckNote({ since }: { since: string }) {
  return (
    <div role="status" className="mb-5 rounded-lg border border-warning/30 bg-warning-soft px-4 py-3 text-sm text-warning">
      <p className="font-medium">Nothing was heard of this run for ten minutes, although a worker holds it.</p>
      <p className="mt-0.5 text-xs">
        Noticed <TimeAgo at={since} />. It may wait for a slow service: see which step is running. If nothing comes of it, cancel the run and retry it.
      </p>
    </div>
  )
}
