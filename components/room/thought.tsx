'use client'
import { Brain, ChevronRight } from 'lucide-react'
import type { ThoughtItem } from '../../server/conversation/index.ts'
import { durationText } from '../ui/ago-text.ts'
import { scrollsByKeyboard } from './scrolls.ts'

/** What a model thought before it spoke: a quiet line that opens. */
export function Thought({ item }: { item: ThoughtItem }) {
  const { at, until, streaming, text } = item
  return (
    <details className="group text-sm text-muted-foreground">
      <summary className="-mx-1.5 inline-flex max-w-full list-none items-center gap-1.5 rounded-md px-1.5 py-0.5 select-none hover:bg-accent hover:text-foreground coarse:py-1.5 [&::-webkit-details-marker]:hidden">
        <Brain aria-hidden="true" className={`size-3.5 ${streaming ? 'animate-pulse-soft text-ember' : ''}`} />
        <span className="truncate">
          {streaming ? 'Thinking' : until === null ? 'Thought' : `Thought for ${durationText(Date.parse(until) - Date.parse(at))}`}
        </span>
        <ChevronRight aria-hidden="true" className="size-3.5 transition-transform group-open:rotate-90" />
      </summary>
      <p {...scrollsByKeyboard} className="mt-1.5 mb-1 max-h-72 overflow-y-auto border-l pl-3 break-words whitespace-pre-wrap">
        {text}
      </p>
    </details>
  )
}
