import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { continuing, palette, searched, sourcesFor } from './choices.ts'
import { judgeFrom, judgeWire, portUnder } from './judge-wire.ts'
import { wireBetween } from './ports.ts'
import { cards, flowOf } from './test-cards.ts'

const flow = flowOf(
  { message: 'chat.message', sum: 'math.add', upper: 'text.upper', join: 'text.join' },
  'message.text>upper.text',
  'upper.text>join.separator',
)
const titles = (ids: { id: string }[]) => ids.map(({ id }) => id)

describe('while a wire is in the hand', () => {
  it('lights the same ports as are accepted when it is let go, for any flow', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    const anyWires = fc.uniqueArray(
      fc.tuple(fc.nat(4), fc.nat(4)).filter(([from, to]) => from < to),
      { selector: ([, to]) => to },
    )
    fc.assert(
      fc.property(anyWires, fc.nat(4), fc.constantFrom('input' as const, 'output' as const), (wires, at, side) => {
        const any = flowOf(Object.fromEntries(names.map((name) => [name, 'text.upper'])), ...wires.map(([from, to]) => `${names[from]}.text>${names[to]}.text`))
        const loose = { side, node: names[at] ?? '', port: 'text' }
        const judge = judgeFrom(any, cards, loose)
        for (const node of names) {
          const other = { side: side === 'input' ? ('output' as const) : ('input' as const), node, port: 'text' }
          const wire = wireBetween(loose, other)
          expect(judge(other)).toEqual(wire && judgeWire(any, cards, wire))
        }
      }),
    )
  })

  it('takes, over a block, the free port that fits before one that is taken', () => {
    expect(portUnder(flow, cards, { side: 'output', node: 'sum', port: 'done' }, 'join')).toEqual({ side: 'input', node: 'join', port: 'after' })
    expect(portUnder(flow, cards, { side: 'output', node: 'message', port: 'text' }, 'join')).toEqual({ side: 'input', node: 'join', port: 'separator' })
    expect(portUnder(flow, cards, { side: 'output', node: 'message', port: 'text' }, 'sum')).toBeUndefined()
    expect(portUnder(flow, cards, { side: 'input', node: 'join', port: 'parts' }, 'message')).toBeUndefined()
  })
})

describe('what can come next', () => {
  it('offers only blocks that a loose wire fits', () => {
    expect(titles(continuing(flow, cards, { side: 'output', node: 'sum', port: 'sum' }))).toEqual(['convert.number-to-text', 'math.add'])
    expect(titles(continuing(flow, cards, { side: 'output', node: 'message', port: 'done' }))).not.toContain('manual.start')
  })

  it('offers every output that may feed an input, and none that would close a circle', () => {
    expect(sourcesFor(flow, cards, 'upper', 'text').map(({ wire }) => wire.from.node)).toEqual([])
    expect(sourcesFor(flow, cards, 'join', 'separator').map(({ wire, replaces }) => [wire.from.node, replaces])).toEqual([['message', true]])
  })

  it('finds blocks by what people type', () => {
    const all = palette(cards)
    expect(searched(all, 'jo')[0]?.id).toBe('text.join')
    expect(searched(all, 'text upper')[0]?.id).toBe('text.upper')
    expect(searched(all, 'zebra')).toEqual([])
  })
})
