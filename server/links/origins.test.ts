import { expect, it } from 'vitest'
import { linkSettingsSchema } from './contract.ts'
import { frameAncestors, isAllowed } from './origins.ts'

it('[links.origins] lets a link be embedded where it says, and nowhere else', () => {
  const allowed = ['https://www.example.com', 'https://*.shop.example', 'http://localhost:8080']
  const yes = ['https://www.example.com', 'https://a.shop.example', 'https://a.b.shop.example', 'http://localhost:8080']
  const no = ['https://example.com', 'http://www.example.com', 'https://www.example.com:8443', 'https://shop.example', 'https://evilshop.example', 'null']
  const tricks = ['https://www.example.com.evil.example', 'https://evil.example/.shop.example', 'https://evil.example@a.shop.example', '', 'http://localhost']
  for (const origin of yes) expect(isAllowed(allowed, origin), origin).toBe(true)
  for (const origin of [...no, ...tricks]) expect(isAllowed(allowed, origin), origin).toBe(false)
  expect(isAllowed([], 'https://www.example.com')).toBe(false)
  expect(frameAncestors(allowed)).toBe("frame-ancestors 'self' https://www.example.com https://*.shop.example http://localhost:8080")
})

it('takes only origins, which cannot add to the header that they stand in', () => {
  const origins = (given: string[]) => linkSettingsSchema.safeParse({ title: 'x', origins: given })
  expect(origins(['https://WWW.Example.com/', ' http://127.0.0.1:3999 ']).data?.origins).toEqual(['https://www.example.com', 'http://127.0.0.1:3999'])
  for (const wrong of [
    'example.com',
    'https://a.example/path',
    '*',
    'https://*',
    "https://a.example; script-src 'x'",
    'https://a.example https://b.example',
    'javascript:x',
  ])
    expect(origins([wrong]).success, wrong).toBe(false)
})
