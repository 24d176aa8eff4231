import { expect, it } from 'vitest'
import { deviceName } from './device-name.ts'

it('names browser and system although each browser claims to be several', () => {
  expect(deviceName('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0')).toBe(
    'Edge on Windows',
  )
  expect(deviceName('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15')).toBe(
    'Safari on macOS',
  )
  expect(deviceName('Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36')).toBe('Chrome on Android')
})

it('names a program by its first word and nothing as unknown', () => {
  expect(deviceName('curl/8.5.0')).toBe('curl')
  expect(deviceName(null)).toBe('Unknown device')
})
