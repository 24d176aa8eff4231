'use client'
import { Field, Textarea } from '../ui/index.ts'
import { useCardState } from './card-context.tsx'
import { useCardUi } from './use-card-ui.ts'

/** What goes along with a yes or a no. Survives a reload while it is being typed. */
export function CommentField() {
  const state = useCardState()
  const [comment, setComment] = useCardUi<string>('/comment')
  return (
    <Field label="Comment" optional>
      <Textarea
        rows={1}
        maxLength={2000}
        value={comment ?? ''}
        disabled={state.sending !== undefined || state.sent !== undefined}
        onChange={(event) => setComment(event.target.value)}
        placeholder="Why, or under which condition"
        className="min-h-9"
      />
    </Field>
  )
}
