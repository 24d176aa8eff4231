'use client'
import { useEffect, useState } from 'react'
import { DomainCard } from '../genui/index.ts'
import { Button, Page, PageHeader } from '../ui/index.ts'
import type { Sample } from './samples/sample.ts'
import { samplesAt } from './samples.ts'
import { type Showing, showingsOf } from './views.ts'

/** Every card agents can show, in every state. Nothing here is sent anywhere: answers stay on this page. */
export function GalleryPage() {
  const [now, setNow] = useState<Date>()
  // drawn in the browser only: times are told in the reader's own zone
  useEffect(() => setNow(new Date()), [])
  if (!now) return null
  const samples = samplesAt(now)
  return (
    <Page>
      <PageHeader
        title="Cards"
        description="What agents can show in a conversation, in every state it may be in. Try them: on this page, an answer goes nowhere."
      />
      <nav aria-label="Cards" className="mb-8 flex flex-wrap gap-1.5">
        {samples.map(({ component, name }) => (
          <a
            key={component}
            href={`#${component}`}
            className="inline-flex min-h-7 items-center rounded-full border px-2.5 text-xs text-muted-foreground transition-colors hover:bg-accent hover:text-foreground coarse:min-h-9"
          >
            {name}
          </a>
        ))}
      </nav>
      <div className="grid gap-14">
        {samples.map((sample) => (
          <Shelf key={sample.component} sample={sample} now={now} />
        ))}
      </div>
    </Page>
  )
}

function Shelf({ sample, now }: { sample: Sample; now: Date }) {
  const { component, name, what } = sample
  const showings = showingsOf(sample, now)
  return (
    <section aria-labelledby={component} className="min-w-0">
      <h2 id={component} className="scroll-mt-6 text-lg font-semibold tracking-tight">
        {name}
      </h2>
      <p className="mt-0.5 mb-5 text-sm text-muted-foreground">{what}</p>
      <div className="gap-8 xl:columns-2">
        {showings.map((showing) => (
          <Exhibit key={showing.key} component={component} showing={showing} />
        ))}
      </div>
    </section>
  )
}

function Exhibit({ component, showing: { key, name, props, state } }: { component: Sample['component']; showing: Showing }) {
  const [answered, setAnswered] = useState<Showing['state']>()
  return (
    <figure className="mb-6 min-w-0 break-inside-avoid">
      <figcaption className="mb-1.5 flex min-h-6 items-center gap-2 text-xs text-muted-foreground">
        {name}
        {answered ? (
          <Button size="sm" variant="ghost" onClick={() => setAnswered(undefined)}>
            Again
          </Button>
        ) : null}
      </figcaption>
      <DomainCard
        id={`gallery:${component}:${key}`}
        component={component}
        props={props}
        state={answered ?? state}
        onAnswer={(outcome, value) => {
          const { title } = state
          setAnswered({
            phase: 'answered',
            ...(title ? { title } : {}),
            answer: { outcome, value, by: { id: 'you', name: 'you' }, at: new Date().toISOString() },
          })
        }}
      />
    </figure>
  )
}
