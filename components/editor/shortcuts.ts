import { actions, type Command, clipboardKeys } from './actions.ts'

type Keys = { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }

const withMod: Readonly<Record<string, Command>> = { z: 'undo', y: 'redo', d: 'duplicate', a: 'select-all', s: 'save', Enter: 'try-all' }

// Digits also as the sign that stands above them on most keyboards.
const withShift: Readonly<Record<string, Command>> = {
  '1': 'fit',
  '!': 'fit',
  '2': 'fit-selection',
  '@': 'fit-selection',
  '"': 'fit-selection',
  '0': 'real-size',
  ')': 'real-size',
  '=': 'zoom-in',
  g: 'ungroup',
  l: 'tidy',
  p: 'publish',
}

const alone: Readonly<Record<string, Command>> = {
  Delete: 'delete',
  Backspace: 'delete',
  Escape: 'deselect',
  Enter: 'fields',
  a: 'add',
  b: 'bend',
  d: 'switch-off',
  e: 'problems',
  g: 'group',
  l: 'list',
  t: 'try',
  v: 'versions',
  w: 'wire',
  x: 'extend',
  '[': 'previous',
  ']': 'next',
  F2: 'rename',
  '=': 'zoom-in',
  '-': 'zoom-out',
}

/** The same with Shift and without: on some keyboards they need it, and arrows only go further. */
const either: Readonly<Record<string, Command>> = {
  '?': 'help',
  '+': 'zoom-in',
  ArrowLeft: 'nudge',
  ArrowRight: 'nudge',
  ArrowUp: 'nudge',
  ArrowDown: 'nudge',
}

/** The command a key asks for. */
export function commandFor({ key, ctrlKey, metaKey, shiftKey, altKey }: Keys): Command | null {
  if (altKey) return null
  const letter = key.length === 1 ? key.toLowerCase() : key
  if (ctrlKey || metaKey) {
    if (letter === 'z' && shiftKey) return 'redo'
    return shiftKey ? null : (withMod[letter] ?? null)
  }
  return either[letter] ?? (shiftKey ? withShift : alone)[letter] ?? null
}

export function changesFlow(command: Command): boolean {
  return actions[command].changes === true
}

export function nudgeOf(key: string, far: boolean): { x: number; y: number } {
  const step = far ? 40 : 8
  return { x: key === 'ArrowLeft' ? -step : key === 'ArrowRight' ? step : 0, y: key === 'ArrowUp' ? -step : key === 'ArrowDown' ? step : 0 }
}

/** For the sheet of shortcuts: keys in words. */
export const listedShortcuts: readonly { keys: string; does: string }[] = [
  ...Object.values(actions).flatMap(({ keys, does }) => (keys === undefined ? [] : [{ keys, does }])),
  ...clipboardKeys,
]
