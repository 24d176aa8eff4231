import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import { textOfCard } from '../../server/blocks/show/props/card-text.ts'
import { componentProps, type MapProps, mapSchema } from '../../server/blocks/show/props/index.ts'
import { Pie } from '../genui/chart/pie.tsx'
import { Plot } from '../genui/chart/plot.tsx'
import { DomainCard } from '../genui/index.ts'
import { Earth } from '../genui/map/earth.tsx'
import { samplesAt } from './samples.ts'
import { type Showing, showingsOf } from './views.ts'

const now = new Date('2026-11-21T09:00:00.000Z')
const samples = samplesAt(now)
const drawn = (component: string, { props, state, key }: Pick<Showing, 'props' | 'state' | 'key'>) =>
  renderToStaticMarkup(createElement(DomainCard, { id: `t:${component}:${key}`, component, props, state }))

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  '"><svg onload=alert(1)>',
  '[x](javascript:alert(1))',
  '{{constructor}}',
]

/** The markup with nothing in it but tags and the names of their attributes. */
function skeletonOf(html: string): string {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""')).join('')
}

function expectHarmless(html: string) {
  expect(skeletonOf(html)).not.toMatch(/<(script|img|iframe|object|embed|link|base|a)\b/i)
  expect(skeletonOf(html)).not.toMatch(/\son[a-z]+=/i)
  expect(html).not.toMatch(/\s(href|src|srcset|action|formaction|xlink:href)="/i)
  expect(html).not.toMatch(/style="[^"]*(url\(|expression|javascript:)/i)
}

/** Every text in it replaced by one attack or another, as far as the card's schema lets it through. */
function poisoned(component: (typeof samples)[number]['component'], props: object): { props: object; texts: number } {
  let now = structuredClone(props)
  let texts = 0
  for (const path of textsIn(now)) {
    const next = structuredClone(now)
    const last = path.at(-1) ?? ''
    const holder = path.slice(0, -1).reduce<Record<string, unknown>>((at, key) => at[key] as Record<string, unknown>, next as Record<string, unknown>)
    holder[last] = attacks[texts % attacks.length]
    if (!componentProps[component].safeParse(next).success) continue
    now = next
    texts += 1
  }
  return { props: now, texts }
}

function textsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, held]) => textsIn(held, [...path, key]))
}

describe.each(samples.map((sample) => ({ ...sample, sample })))('$component', ({ component, full, sample }) => {
  it('[genui.states] is drawn in every state, and is read-only in all but the open one', () => {
    for (const showing of showingsOf(sample, now)) {
      const html = drawn(component, showing)
      if (showing.key === 'loading') expect(html).toContain('aria-busy="true"')
      else if (showing.key === 'error') expect(html).toContain('does not fit')
      else expect(html, showing.key).toMatch(/<h3[^>]*>[^<]+/)
      if (['answered', 'declined', 'expired', 'barred'].includes(showing.key)) {
        expect(html, showing.key).not.toMatch(/<(input|textarea)(?![^>]*disabled)/)
        expect(html, showing.key).not.toMatch(/>(Send|Approve|Pay [^<]*|Order for [^<]*|Accept [^<]*|Book [^<]*|Use this)<\/button>/)
      }
      if (showing.key === 'answered') expect(html).toContain('by Ada Lovelace')
      if (showing.key === 'expired') expect(html).toContain('Nobody answered in time')
      if (showing.key === 'problem') expect(html).toMatch(/role="alert"[^>]*>Hearth cannot be reached/)
    }
  })

  it('[genui.hostile-text] does nothing with markup or script in any of its texts', () => {
    const evil = poisoned(component, full)
    // nothing in a quote is free text
    expect(evil.texts > 0, 'texts that were replaced').toBe(component !== 'Quote')
    for (const [i, showing] of showingsOf({ ...sample, full: evil.props }, now).entries()) {
      const said = attacks[i % attacks.length] ?? ''
      const { state } = showing
      expectHarmless(drawn(component, { ...showing, state: { ...state, title: said, ...(state.problem ? { problem: said } : {}) } }))
    }
  })

  it('[genui.text] says in plain lines what it shows', () => {
    const text = textOfCard(component, full) ?? ''
    expect(text.length).toBeGreaterThan(10)
    expect(text).not.toMatch(/undefined|\[object|NaN/)
    expect(textOfCard(component, { ...full, ...(showingsOf(sample, now).find(({ key }) => key === 'error')?.props as object) })).toBeUndefined()
  })
})

describe('what is only drawn once it has a width', () => {
  it.each(attacks)('[genui.hostile-text] shows %s as text', (attack) => {
    const map: MapProps = mapSchema.parse({ markers: [{ id: 'a', lat: 1, lng: 1, label: attack, detail: attack }], title: attack })
    const columns = [
      { label: attack, values: [1] },
      { label: 'b', values: [2] },
    ]
    for (const element of [
      createElement(Earth, { map, view: { x: 0.5, y: 0.5, size: 480 }, box: { width: 480, height: 264 }, picked: 'a', onPick: () => undefined }),
      createElement(Pie, { columns, unit: attack }),
      ...(['bar', 'line', 'area', 'stacked'] as const).map((kind) => createElement(Plot, { kind, names: [attack], columns, unit: attack, width: 400 })),
    ]) {
      const html = renderToStaticMarkup(element)
      expect(html).toContain('<svg')
      expectHarmless(html)
    }
  })

  it('[genui.chart-kinds] draws each kind of chart with its numbers', () => {
    const columns = [
      { label: 'Jan', values: [1, 2] },
      { label: 'Feb', values: [3, undefined] },
    ]
    const svg = (kind: 'bar' | 'line' | 'area' | 'stacked') => renderToStaticMarkup(createElement(Plot, { kind, names: ['a', 'b'], columns, width: 400 }))
    const marks = (html: string) => (html.match(/fill="var\(--chart/g) ?? []).length
    expect(marks(svg('bar'))).toBe(3)
    expect(marks(svg('stacked'))).toBe(3)
    expect(svg('line').match(/<circle/g)).toHaveLength(3)
    expect(svg('area')).toContain('fill-opacity="0.16"')
    expect(renderToStaticMarkup(createElement(Pie, { columns }))).toContain('75 %')
  })
})
