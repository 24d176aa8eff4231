'use client'
import { Autocomplete } from '@base-ui/react/autocomplete'
import { Input } from '../ui/index.ts'
import { popupClass } from '../ui/popup-class.ts'
import type { ControlProps } from './control-props.ts'

/** A model by name, with the connected ones offered. Empty is the workspace's own choice. */
export function ModelControl({ value, onChange, readOnly, help }: ControlProps) {
  return (
    <Autocomplete.Root
      items={help.models}
      value={typeof value === 'string' ? value : ''}
      onValueChange={(text) => onChange(text || undefined)}
      readOnly={readOnly}
      openOnInputClick
      itemToStringValue={(item) => item.value}
    >
      <Autocomplete.Input render={<Input placeholder="The workspace's default" />} />
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={4} className="z-[60] outline-hidden">
          <Autocomplete.Popup className={`${popupClass} max-h-60 w-(--anchor-width) overflow-y-auto p-1`}>
            <Autocomplete.Empty>
              <p className="px-2 py-1.5 text-xs text-muted-foreground">
                {help.models.length === 0 ? 'No model is connected. Settings → Models.' : 'No connected model is called that.'}
              </p>
            </Autocomplete.Empty>
            <Autocomplete.List>
              {(item: FormModel) => (
                <Autocomplete.Item
                  key={item.value}
                  value={item}
                  className="cursor-default rounded-md px-2 py-1.5 outline-hidden select-none data-highlighted:bg-accent"
                >
                  <span className="block truncate text-sm">{item.value}</span>
                  <span className="block text-xs text-muted-foreground">{item.label}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  )
}

type FormModel = ControlProps['help']['models'][number]
