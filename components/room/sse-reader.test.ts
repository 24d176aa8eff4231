import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sseReader } from './sse-reader.ts'

const stream = 'retry: 1000\n\nid: 1\ndata: {"a":"é 🙂"}\n\n: here\n\nevent: error\ndata: one\ndata: two\n\nid: 2\r\ndata:tight\r\n\r\n'
const expected = [
  { event: 'message', data: '{"a":"é 🙂"}', id: '1' },
  { event: 'error', data: 'one\ntwo', id: undefined },
  { event: 'message', data: 'tight', id: '2' },
]

describe('sseReader', () => {
  it('gives the same events however the stream is cut', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(stream.length), { maxLength: 12 }), (cuts) => {
        const read = sseReader()
        const places = [0, ...cuts.sort((a, b) => a - b), stream.length]
        const got = places.slice(1).flatMap((end, i) => read(stream.slice(places[i], end)))
        expect(got).toEqual(expected)
      }),
    )
  })

  it('holds an event back until it is whole', () => {
    const read = sseReader()
    expect(read('data: half')).toEqual([])
    expect(read('\n\n')).toEqual([{ event: 'message', data: 'half', id: undefined }])
  })
})
