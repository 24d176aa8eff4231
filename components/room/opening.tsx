import type { ReactNode } from 'react'

type OpeningProps = {
  /** A picture of who answers here. */
  face: ReactNode
  title: string
  text: string
  /** What could be said. A press fills the composer; nothing is sent unread. */
  tries: readonly string[]
  onTry: (text: string) => void
}

/** Before the first message: who is here, and what can be said to them. */
export function Opening({ face, title, text, tries, onTry }: OpeningProps) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-4 py-10 text-center">
      {face}
      <h2 className="mt-4 text-lg font-semibold break-words">{title}</h2>
      <p className="mt-1 max-w-md text-base text-pretty whitespace-pre-line text-muted-foreground">{text || 'Say something to begin.'}</p>
      {tries.length > 0 ? (
        <ul aria-label="Things to try" className="mt-6 grid w-full max-w-md gap-2">
          {tries.map((words) => (
            <li key={words}>
              <button
                type="button"
                onClick={() => onTry(words)}
                className="w-full rounded-lg border bg-card px-3.5 py-2.5 text-left text-sm break-words shadow-raised transition-colors hover:border-border-strong hover:bg-accent coarse:py-3"
              >
                {words}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
