import type { InputValue } from '../../server/engine/flow.ts'
import { Select } from '../ui/index.ts'

type Props = { name: string; known: readonly string[]; readOnly: boolean; onChange: (value: InputValue | undefined) => void }

/** The name of a secret of the workspace. One that is gone is shown as it is. */
export function SecretControl({ name, known, readOnly, onChange }: Props) {
  const names = name === '' || known.includes(name) ? known : [...known, name]
  const hint = (one: string) => (known.includes(one) ? {} : { hint: 'Not there: add it under Settings → Environments' })
  return (
    <Select
      disabled={readOnly}
      items={[{ value: '', label: 'None' }, ...names.map((one) => ({ value: one, label: one, ...hint(one) }))]}
      value={name}
      onChange={(one) => onChange(one === '' ? undefined : { kind: 'secret', name: one })}
    />
  )
}
