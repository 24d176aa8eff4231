import { Icon } from '../icon.tsx'
import type { Looks } from './looks.ts'

/** Before the first message: the words of the link, and what could be said. A press fills the composer; nothing is sent unread. */
export function Opening({ page: { agent, title, welcome, suggestions }, onTry }: { page: Looks; onTry: (text: string) => void }) {
  return (
    <div className="flex flex-1 flex-col items-center justify-center px-4 py-10 text-center">
      <span aria-hidden="true" className="flex size-12 items-center justify-center rounded-xl bg-primary text-primary-foreground">
        <Icon name={agent.icon} className="size-6" />
      </span>
      <h2 className="mt-4 text-lg font-semibold break-words">{title}</h2>
      <p className="mt-1 max-w-md text-base text-pretty whitespace-pre-line text-muted-foreground">{welcome || 'Say something to begin.'}</p>
      {suggestions.length > 0 ? (
        <ul aria-label="Things to ask" className="mt-6 grid w-full max-w-md gap-2">
          {suggestions.map((text) => (
            <li key={text}>
              <button
                type="button"
                onClick={() => onTry(text)}
                className="w-full rounded-lg border bg-card px-3.5 py-2.5 text-left text-sm break-words shadow-raised transition-colors hover:border-border-strong hover:bg-accent coarse:py-3"
              >
                {text}
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}
