import { expect, it } from 'vitest'
import { nextPath } from './next-path.ts'

it('keeps a path of ours with its query', () => {
  expect(nextPath('/ada/rooms/1?x=2#y')).toBe('/ada/rooms/1?x=2#y')
})

it('[sign-in.no-open-redirect] refuses every way to another site', () => {
  for (const next of [
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'javascript:alert(1)',
    '/\t/evil.example',
    '',
    null,
    undefined,
  ])
    expect(nextPath(next)).toBeNull()
})
