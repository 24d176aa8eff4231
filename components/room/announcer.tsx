import { type Conversation, itemsOf } from '../../server/conversation/index.ts'

/** Reads out whole messages as they end, and that something waits; never single words as they stream. */
export function Announcer({ conversation }: { conversation: Conversation }) {
  const last = itemsOf(conversation).at(-1)
  const words =
    last?.kind === 'message' && last.role === 'assistant' && !last.streaming
      ? `${last.speaker}: ${last.text}`
      : last?.kind === 'card' && last.status === 'open'
        ? `${last.speaker} waits for your answer: ${last.question?.title ?? last.component}`
        : last?.kind === 'notice'
          ? last.text
          : ''
  return (
    <p aria-live="polite" className="sr-only">
      {words}
    </p>
  )
}
