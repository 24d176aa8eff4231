import { expect, it } from 'vitest'
import { changesFlow, commandFor } from './shortcuts.ts'

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
