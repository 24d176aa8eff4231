import { expect, it } from 'vitest'
import type { Json } from '../../../server/kernel/json.ts'
import { fromCurl } from './curl.ts'

const read = (text: string): Record<string, Json> | null => {
  const inputs = fromCurl(text)?.nodes.request?.inputs
  return inputs ? Object.fromEntries(Object.entries(inputs).flatMap(([port, value]) => (value.kind === 'literal' ? [[port, value.value]] : []))) : null
}

it.each<[string, Record<string, Json>]>([
  ['curl https://api.example.com/things', { url: 'https://api.example.com/things', method: 'GET' }],
  ['curl -sS -XDELETE "https://api.example.com/things/1"', { url: 'https://api.example.com/things/1', method: 'DELETE' }],
  [
    `curl -X POST https://api.example.com/things \\\n  -H 'Content-Type: application/json' \\\n  -H "X-Key: a b" \\\n  -d '{"name": "it'\\''s", "n": 2}'`,
    { url: 'https://api.example.com/things', method: 'POST', headers: { 'content-type': 'application/json', 'x-key': 'a b' }, body: { name: "it's", n: 2 } },
  ],
  [
    'curl api.example.com -d a=1 -d b=2',
    { url: 'http://api.example.com', method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: 'a=1&b=2' },
  ],
  ['curl -G https://api.example.com/find -d q=tea', { url: 'https://api.example.com/find?q=tea', method: 'GET' }],
  ['curl -u ada:secret https://api.example.com', { url: 'https://api.example.com', method: 'GET', headers: { authorization: 'Basic YWRhOnNlY3JldA==' } }],
])('[editor.curl] makes a request block of %s', (text, inputs) => {
  expect(read(text)).toEqual(inputs)
})

it('[editor.curl] leaves alone what is no cURL command, and what the block could not do as it says', () => {
  for (const text of [
    'hello',
    'curl',
    "curl 'https://open.example",
    'curl -F file=@photo.jpg https://a.example',
    'curl -d @body.json https://a.example',
    'curl ftp://a.example',
  ])
    expect(fromCurl(text), text).toBeNull()
})
