export type Command =
  | 'undo'
  | 'redo'
  | 'delete'
  | 'duplicate'
  | 'select-all'
  | 'deselect'
  | 'add'
  | 'tidy'
  | 'fit'
  | 'zoom-in'
  | 'zoom-out'
  | 'save'
  | 'rename'
  | 'switch-off'
  | 'help'
  | 'nudge'

type Keys = { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean }

/** The command a key asks for. `changes`: not for people who may only look. */
export function commandFor({ key, ctrlKey, metaKey, shiftKey, altKey }: Keys): Command | null {
  if (altKey) return null
  const letter = key.length === 1 ? key.toLowerCase() : key
  if (ctrlKey || metaKey) {
    if (letter === 'z') return shiftKey ? 'redo' : 'undo'
    return ({ y: 'redo', d: 'duplicate', a: 'select-all', s: 'save' } as const)[letter] ?? null
  }
  if (shiftKey) {
    if (letter === '!' || letter === '1') return 'fit'
    if (letter === 'l') return 'tidy'
    if (letter === '?') return 'help'
    if (letter === '+') return 'zoom-in'
  }
  const plain: Record<string, Command> = {
    Delete: 'delete',
    Backspace: 'delete',
    Escape: 'deselect',
    a: 'add',
    d: 'switch-off',
    F2: 'rename',
    '?': 'help',
    '+': 'zoom-in',
    '=': 'zoom-in',
    '-': 'zoom-out',
    ArrowLeft: 'nudge',
    ArrowRight: 'nudge',
    ArrowUp: 'nudge',
    ArrowDown: 'nudge',
  }
  return plain[letter] ?? null
}

const changing: ReadonlySet<Command> = new Set(['undo', 'redo', 'delete', 'duplicate', 'add', 'tidy', 'save', 'switch-off', 'rename', 'nudge'])
export function changesFlow(command: Command): boolean {
  return changing.has(command)
}

export function nudgeOf(key: string, far: boolean): { x: number; y: number } {
  const step = far ? 40 : 8
  return { x: key === 'ArrowLeft' ? -step : key === 'ArrowRight' ? step : 0, y: key === 'ArrowUp' ? -step : key === 'ArrowDown' ? step : 0 }
}

/** For the list of shortcuts: keys in words, `Mod` is Ctrl or Command. */
export const listedShortcuts: { keys: string; does: string }[] = [
  { keys: 'A', does: 'Add a block' },
  { keys: 'Mod Z', does: 'Undo' },
  { keys: 'Mod Shift Z', does: 'Redo' },
  { keys: 'Mod D', does: 'Duplicate' },
  { keys: 'Mod C', does: 'Copy' },
  { keys: 'Mod V', does: 'Paste, also from another agent' },
  { keys: 'Mod A', does: 'Select all' },
  { keys: 'Del', does: 'Delete what is selected' },
  { keys: 'D', does: 'Switch blocks off or on' },
  { keys: 'F2', does: 'Rename the block' },
  { keys: '← ↑ → ↓', does: 'Nudge; with Shift, further' },
  { keys: 'Shift L', does: 'Tidy up' },
  { keys: 'Shift 1', does: 'Fit everything in view' },
  { keys: 'Mod S', does: 'Save now' },
]
