import { Wordmark } from '../../components/brand.tsx'
import { ThemeButton } from '../../components/shell/theme-button.tsx'
import { RunStory } from '../../components/site/run-story.tsx'
import { ButtonLink } from '../../components/ui/button-link.tsx'
import { homeOf } from './home-path.ts'

const promises = [
  ['Nothing done is lost.', 'Every finished step is stored before the next begins. A crash, a deploy or a week of waiting costs nothing that was done.'],
  ['They ask before what cannot be undone.', 'A payment stops at a card with the amount on it and goes on when a person says yes, today or next month.'],
  ['They answer for what they did.', 'Each run is an append-only record: inputs, outputs, who approved what, and when.'],
] as const

export default async function Landing() {
  const home = await homeOf()
  return (
    <div className="mx-auto flex min-h-dvh w-full max-w-6xl flex-col px-5 sm:px-8">
      <header className="flex h-16 items-center justify-between">
        <Wordmark />
        <nav aria-label="Account" className="flex items-center gap-1.5">
          <ThemeButton />
          {home ? null : (
            <ButtonLink href="/sign-in" variant="ghost">
              Sign in
            </ButtonLink>
          )}
        </nav>
      </header>
      <main className="grid flex-1 content-center items-center gap-x-16 gap-y-12 py-8 lg:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]">
        <div>
          <h1 className="max-w-xl text-[2.25rem] leading-[1.1] font-semibold tracking-[-0.028em] sm:text-[2.875rem]">Agents that keep their place</h1>
          <p className="mt-4 max-w-lg text-lg text-pretty text-muted-foreground">
            Draw what an agent does as a flow, talk to it in a room, and leave. Hearth runs it durably, step by step, and keeps the record.
          </p>
          <div className="mt-6 flex flex-wrap gap-2">
            {home ? (
              <ButtonLink href={`/${home.slug}`} variant="primary" size="lg">
                Open {home.name}
              </ButtonLink>
            ) : (
              <ButtonLink href="/sign-up" variant="primary" size="lg">
                Create an account
              </ButtonLink>
            )}
          </div>
          <dl className="mt-10 grid max-w-xl gap-4 border-t pt-6">
            {promises.map(([claim, ground]) => (
              <div key={claim} className="grid gap-x-6 gap-y-0.5 sm:grid-cols-[12.5rem_1fr]">
                <dt className="text-sm font-medium text-balance">{claim}</dt>
                <dd className="text-sm text-pretty text-muted-foreground">{ground}</dd>
              </div>
            ))}
          </dl>
        </div>
        <RunStory />
      </main>
      <footer className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 border-t py-4 text-xs text-muted-foreground">
        <p>Runs on your own machine. Without a model key a scripted demo model answers, and says so on every message.</p>
        <p>Open source, Apache 2.0</p>
      </footer>
    </div>
  )
}
