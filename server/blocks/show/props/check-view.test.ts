import { describe, expect, it } from 'vitest'
import { checkValue } from '../../../engine/check-value.ts'
import { textOfCard } from './card-text.ts'
import type { ViewElement } from './check-view.ts'
import { viewAnswerOf } from './view.ts'
import { viewOf } from './view-of.ts'

const text = (words: string): ViewElement => ({ type: 'Text', props: { text: words }, children: [] })
const stack = (...children: string[]): ViewElement => ({ type: 'Stack', props: {}, children })

describe('viewOf', () => {
  it('[genui.view-checked] leaves out unknown types, properties that do not fit, and whatever the catalog does not name', () => {
    const made = viewOf({
      root: 'a',
      elements: {
        a: { ...stack('frame', 'ok', 'bad', 'gone'), on: { press: { action: 'steal' } }, visible: { $state: '/x' } },
        frame: { type: 'Iframe', props: { src: 'https://evil.example' } },
        ok: { type: 'Text', props: { text: 'Hello', onclick: 'x', dangerouslySetInnerHTML: { __html: '<b>' } } },
        bad: { type: 'Text', props: { text: { $state: '/secret' } } },
        out: { type: 'Image', props: { data: 'https://evil.example/pixel.png' } },
        proto: { type: '__proto__', props: {} },
      },
      state: { secret: 1 },
    })
    expect(made?.spec).toEqual({
      root: 'a',
      elements: {
        a: { type: 'Stack', props: { direction: 'column', gap: 'medium' }, children: ['ok'] },
        ok: { type: 'Text', props: { text: 'Hello', quiet: false }, children: [] },
      },
    })
    expect(made?.dropped).toEqual(['frame: “Iframe” is not in the catalog', 'bad: does not fit “Text”', 'gone: is not there'])
    for (const nothing of [undefined, null, [], 'x', {}, { root: 'a' }, { root: 'a', elements: {} }, { root: '__proto__', elements: {} }])
      expect(viewOf(nothing)).toBeUndefined()
    for (const src of ['javascript:alert(1)', 'data:image/svg+xml;base64,PHN2Zz4=', 'data:text/html;base64,PHN2Zz4=', '//evil.example/x.png'])
      expect(viewOf({ root: 'a', elements: { a: { type: 'Image', props: { data: src } } } }), src).toBeUndefined()
  })

  it('[genui.view-bounded] circles, depth, size and parts used again and again come to an end', () => {
    const circle = viewOf({ root: 'a', elements: { a: stack('b'), b: stack('a', 'b', 'c'), c: text('end') } })
    expect(Object.keys(circle?.spec.elements ?? {})).toEqual(['a', 'b', 'c'])
    const deep = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, stack(`k${i + 1}`)]))
    expect(Object.keys(viewOf({ root: 'k0', elements: deep })?.spec.elements ?? {})).toHaveLength(12)
    const wide = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`w${i}`, text(`${i}`)]))
    expect(Object.keys(viewOf({ root: 'all', elements: { ...wide, all: stack(...Object.keys(wide)) } })?.spec.elements ?? {}).length).toBeLessThanOrEqual(200)
    // a thousand times a thousand times …, were a part drawn wherever it is named
    const laughs = Object.fromEntries(Array.from({ length: 11 }, (_, i) => [`l${i}`, stack(...Array(1000).fill(`l${i + 1}`))]))
    expect(Object.keys(viewOf({ root: 'l0', elements: { ...laughs, l11: text('ha') } })?.spec.elements ?? {})).toHaveLength(12)
  })

  it('[genui.view-answer] takes one of its own actions and the values of its own fields, and nothing else', () => {
    const spec = viewOf({
      root: 'a',
      elements: {
        a: stack('n', 'b'),
        n: { type: 'Input', props: { name: 'seats', kind: 'number', min: 1, max: 4 } },
        b: { type: 'Button', props: { label: 'Pay', action: 'pay' } },
      },
    })?.spec
    if (!spec) throw new Error('it can be drawn')
    const schema = viewAnswerOf(spec)
    expect(checkValue(schema, { action: 'pay', values: { seats: 2 } })).toBeNull()
    for (const tampered of [
      { action: 'refund', values: { seats: 2 } },
      { action: 'pay', values: { seats: 40 } },
      { action: 'pay', values: { seats: 2, price: 1 } },
      { action: 'pay', values: { seats: 2 }, amount: 1 },
      { action: 'pay' },
    ])
      expect(checkValue(schema, tampered), JSON.stringify(tampered)).not.toBeNull()
  })

  it('is told in plain lines, also when what came was never checked', () => {
    const spec = {
      root: 'a',
      elements: { a: stack('t', 'm', 'a'), t: text('Hello'), m: { type: 'Metric', props: { label: 'Sum', value: '12', change: '+2' }, children: [] } },
    }
    expect(textOfCard('View', { title: 'Today', spec })).toBe('Today\nHello\nSum: 12, +2')
  })
})
