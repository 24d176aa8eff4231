import { expect, it } from 'vitest'
import { actions } from './actions.ts'
import { changesFlow, commandFor, listedShortcuts } from './shortcuts.ts'

const press = (key: string, more: Partial<Parameters<typeof commandFor>[0]> = {}) =>
  commandFor({ key, ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more })

it('answers to Ctrl and to Command alike', () => {
  expect(press('z', { ctrlKey: true })).toBe('undo')
  expect(press('Z', { metaKey: true, shiftKey: true })).toBe('redo')
  expect(press('d', { metaKey: true })).toBe('duplicate')
})

it('leaves keys it does not know to the browser', () => {
  expect(press('k', { ctrlKey: true })).toBeNull()
  expect(press('d', { altKey: true })).toBeNull()
  expect(press('q')).toBeNull()
})

it('lets people who may only look move about but change nothing', () => {
  expect(['fit', 'zoom-in', 'deselect', 'select-all', 'help'].some((command) => changesFlow(command as 'fit'))).toBe(false)
  expect(['delete', 'undo', 'add', 'nudge', 'tidy', 'duplicate'].every((command) => changesFlow(command as 'delete'))).toBe(true)
})

it('[editor.every-action] lists every action, and each of the listed keys asks for the action it stands beside', () => {
  const named: Record<string, string> = { Del: 'Delete', Esc: 'Escape' }
  for (const [command, { does, keys }] of Object.entries(actions)) {
    if (keys === undefined) continue
    expect(listedShortcuts).toContainEqual({ keys, does })
    const words = keys.split(' ')
    for (const key of keys.startsWith('←') ? ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'] : words.slice(-1))
      expect(press(named[key] ?? key, { ctrlKey: words.includes('Mod'), shiftKey: words.includes('Shift') }), keys).toBe(command)
  }
})
