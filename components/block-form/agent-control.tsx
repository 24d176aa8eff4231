'use client'
import { Select } from '../ui/index.ts'
import type { ControlProps } from './control-props.ts'

/** Another agent of this workspace, whose flow this block uses. */
export function AgentControl({ value, onChange, readOnly, help }: ControlProps) {
  const items = help.agents.map(({ id, name }) => ({ value: id, label: name }))
  return <Select items={items} value={typeof value === 'string' ? value : null} onChange={onChange} placeholder="Choose an agent" disabled={readOnly} />
}
