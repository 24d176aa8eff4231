'use client'
import type { ReactNode } from 'react'
import { environmentSchema } from '../../server/environments/contract.ts'
import { mostFileBytes, mostFiles } from '../../server/kernel/file-ref.ts'
import { environmentWords } from '../environments/environment-words.ts'
import { useEnvironments } from '../environments/use-environments.ts'
import { Icon } from '../icon.tsx'
import { Field, Input, Select, Switch, Textarea } from '../ui/index.ts'
import type { Values } from './link-form-values.ts'

type Props = {
  values: Values
  onChange: (change: Partial<Values>) => void
  /** Sentences by field, as the server says them. */
  wrong: Record<string, string>
  /** To choose from; undefined when the link has its agent. */
  agents: { id: string; name: string; icon: string }[] | undefined
}

export function LinkFields(props: Props) {
  return (
    <>
      <Words {...props} />
      <Guests {...props} />
      <Files {...props} />
      <Limits {...props} />
      <Site {...props} />
    </>
  )
}

function Words({ values, onChange, wrong, agents }: Props) {
  const environments = useEnvironments()
  return (
    <Part>
      {agents ? (
        <Field label="Agent" name="agent" error={wrong.agent} help={agents.length === 0 ? 'Publish an agent that answers messages first.' : undefined}>
          <Select
            items={agents.map(({ id, name, icon }) => ({ value: id, label: name, icon: <Icon name={icon} className="size-4 text-muted-foreground" /> }))}
            value={values.agent || null}
            placeholder="Which agent do guests talk to?"
            onChange={(agent) => onChange({ agent })}
          />
        </Field>
      ) : null}
      {environments.length === 0 ? null : (
        <Field label="Environment" name="environment" help="Whose revision answers new conversations.">
          <Select
            items={environments.map((one) => ({ value: one, label: environmentWords[one] }))}
            value={values.environment}
            onChange={(one) => onChange({ environment: environmentSchema.parse(one) })}
          />
        </Field>
      )}
      <Field label="Title" name="title" error={wrong['settings.title']} help="What guests see at the top.">
        <Input required maxLength={80} value={values.title} placeholder="Ask us" onChange={(event) => onChange({ title: event.target.value })} />
      </Field>
      <Field label="Welcome" name="welcome" optional error={wrong['settings.welcome']}>
        <Textarea rows={2} maxLength={1000} value={values.welcome} onChange={(event) => onChange({ welcome: event.target.value })} />
      </Field>
      <Field label="Suggested first messages" name="suggestions" optional error={worst(wrong, 'settings.suggestions')} help="One a line, six at most.">
        <Textarea rows={2} value={values.suggestions} onChange={(event) => onChange({ suggestions: event.target.value })} />
      </Field>
    </Part>
  )
}

function Guests({ values, onChange, wrong }: Props) {
  return (
    <Part title="Guests">
      <Field label="Who may talk" name="access">
        <Select
          items={[
            { value: 'public', label: 'Everybody who has the link' },
            { value: 'restricted', label: 'Only people your server vouches for', hint: 'With a token signed by the link’s secret' },
          ]}
          value={values.access}
          onChange={(access) => onChange({ access: access === 'restricted' ? 'restricted' : 'public' })}
        />
      </Field>
      <Field label="Show the names of your people" name="names" inline help="Off, guests see “Team” when somebody of the workspace writes.">
        <Switch checked={values.names} onChange={(names) => onChange({ names })} />
      </Field>
      <Field label="Good until" name="expires" optional error={wrong.expiresAt}>
        <Input type="datetime-local" value={values.expires} onChange={(event) => onChange({ expires: event.target.value })} />
      </Field>
    </Part>
  )
}

function Files({ values, onChange, wrong }: Props) {
  const number = (name: 'fileCount' | 'fileMegabytes' | 'fileTotal', of: string, label: string, aside: string, max: number) => (
    <Field label={label} name={name} aside={aside} error={wrong[`settings.files.${of}`]}>
      <Input
        type="number"
        inputMode="numeric"
        required
        min={1}
        max={max}
        step={1}
        value={values[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </Field>
  )
  return (
    <Part title="Files">
      <Field label="Guests may attach files" name="takesFiles" inline help="Pictures, PDF, text, Office documents, archives, sound and video; programs never.">
        <Switch checked={values.takesFiles} onChange={(takesFiles) => onChange({ takesFiles })} />
      </Field>
      {values.takesFiles ? (
        <div className="grid items-start gap-4 sm:grid-cols-3">
          {number('fileCount', 'count', 'One message', 'files', mostFiles)}
          {number('fileMegabytes', 'megabytes', 'One file', 'MB', mostFileBytes / 1_000_000)}
          {number('fileTotal', 'total', 'All guests together', 'MB', 1_000_000)}
        </div>
      ) : null}
    </Part>
  )
}

function Limits({ values, onChange, wrong }: Props) {
  const number = (name: 'guestHour' | 'linkDay' | 'dollars' | 'tokens', label: string, aside: string) => (
    <Field label={label} name={name} aside={aside} error={wrong[`settings.limits.${name}`]}>
      <Input
        type="number"
        inputMode={name === 'dollars' ? 'decimal' : 'numeric'}
        min={name === 'dollars' ? 0.01 : 1}
        step={name === 'dollars' ? 0.01 : 1}
        placeholder="No limit"
        value={values[name]}
        onChange={(event) => onChange({ [name]: event.target.value })}
      />
    </Field>
  )
  return (
    <Part title="Limits" help="Beyond them guests are told, and no new turn begins. A budget counts the models whose use is known.">
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {number('guestHour', 'One guest in an hour', 'messages')}
        {number('linkDay', 'All guests in a day', 'messages')}
        {number('dollars', 'Budget in 30 days', 'US dollars')}
        {number('tokens', 'Budget in 30 days', 'tokens')}
      </div>
    </Part>
  )
}

function Site({ values, onChange, wrong }: Props) {
  return (
    <Part title="On your site">
      <Field
        label="Allowed sites"
        name="origins"
        optional
        error={worst(wrong, 'settings.origins')}
        help="Where the chat may be embedded, one a line, such as https://www.example.com or https://*.example.com."
      >
        <Textarea mono rows={2} value={values.origins} onChange={(event) => onChange({ origins: event.target.value })} />
      </Field>
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <Field label="Accent" name="accent" optional error={wrong['settings.theme.accent']}>
          <Input mono placeholder="#b5430d" value={values.accent} onChange={(event) => onChange({ accent: event.target.value.trim() })} />
        </Field>
        <Field label="Theme" name="scheme">
          <Select
            items={[
              { value: 'auto', label: 'Automatic' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
            value={values.scheme}
            onChange={(scheme) => onChange({ scheme: scheme === 'light' || scheme === 'dark' ? scheme : 'auto' })}
          />
        </Field>
        <Field label="Launcher" name="position">
          <Select
            items={[
              { value: 'right', label: 'Bottom right' },
              { value: 'left', label: 'Bottom left' },
            ]}
            value={values.position}
            onChange={(position) => onChange({ position: position === 'left' ? 'left' : 'right' })}
          />
        </Field>
      </div>
    </Part>
  )
}

function Part({ title, help, children }: { title?: string; help?: string; children: ReactNode }) {
  return (
    <section className="grid gap-4">
      {title ? (
        <div className="border-t pt-4">
          <h3 className="text-sm font-semibold">{title}</h3>
          {help ? <p className="mt-0.5 text-xs text-pretty text-muted-foreground">{help}</p> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}

/** Of a list, what is wrong with it or with the first of its lines that is. */
function worst(wrong: Record<string, string>, name: string): string | undefined {
  const [key, words] = Object.entries(wrong).find(([key]) => key === name || key.startsWith(`${name}.`)) ?? []
  const line = key?.slice(name.length + 1)
  return words && line ? `Line ${Number(line) + 1}: ${words}` : words
}
