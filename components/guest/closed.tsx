import { DoorClosed } from 'lucide-react'
import { Button } from '../ui/index.ts'

/** Nobody is let in, and why. */
export function Closed({ reason, onAgain }: { reason: string; onAgain: (() => void) | undefined }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-6 py-12 text-center">
      <span aria-hidden="true" className="flex size-11 items-center justify-center rounded-xl border bg-card text-muted-foreground shadow-raised">
        <DoorClosed className="size-5" />
      </span>
      <p role="alert" className="mt-4 max-w-sm text-base text-pretty">
        {reason}
      </p>
      {onAgain ? (
        <Button className="mt-5" onClick={onAgain}>
          Try again
        </Button>
      ) : null}
    </div>
  )
}
