'use client'
import type { OwnTemplate } from '../../server/flows/templates/contract.ts'
import { Field, Input, Textarea } from '../ui/index.ts'

/** `tries`: one a line. */
export type TemplateWords = { name: string; description: string; tries: string }

export const wordsOf = ({ name, description, tries }: OwnTemplate): TemplateWords => ({ name, description, tries: tries.join('\n') })

/** What stands on a template's card. */
export function TemplateFields({ words, onChange, error }: { words: TemplateWords; onChange: (words: TemplateWords) => void; error?: string | undefined }) {
  return (
    <>
      <Field label="Name" error={error}>
        <Input value={words.name} maxLength={80} onChange={(event) => onChange({ ...words, name: event.target.value })} />
      </Field>
      <Field label="What it is for" optional>
        <Textarea rows={2} value={words.description} maxLength={400} onChange={(event) => onChange({ ...words, description: event.target.value })} />
      </Field>
      <Field label="Things to ask it" optional help="One a line, at most six.">
        <Textarea rows={2} value={words.tries} onChange={(event) => onChange({ ...words, tries: event.target.value })} />
      </Field>
    </>
  )
}
