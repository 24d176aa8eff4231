import { useState } from 'react'
import type { Json } from '../../server/kernel/json.ts'
import { sameData } from '../editor/state/flow-edit.ts'
import type { Read } from './read-text.ts'

/**
 * A text that is being typed and the value it stands for. Half-typed text stays on screen with its reason; the value moves only when
 * the text can be read, and text follows when the value changes from elsewhere, such as by undo.
 */
export function useTyped(
  value: Json | undefined,
  write: (value: Json | undefined) => string,
  read: (text: string) => Read,
  onChange: (value: Json | undefined) => void,
) {
  const [typed, setTyped] = useState({ text: write(value), value })
  const current = sameData(typed.value, value) ? typed : { text: write(value), value }
  const result = read(current.text)
  return {
    text: current.text,
    wrong: result.kind === 'wrong' ? result.reason : null,
    setText: (text: string) => {
      const next = read(text)
      const nextValue = next.kind === 'value' ? next.value : next.kind === 'empty' ? undefined : current.value
      setTyped({ text, value: nextValue })
      if (next.kind !== 'wrong') onChange(nextValue)
    },
  }
}
