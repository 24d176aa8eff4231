import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Json } from '../../../kernel/json.ts'
import { operationsOf, specOf, surfacesOf } from './a2ui.ts'
import type { ViewSpec } from './check-view.ts'
import { viewOf } from './view-of.ts'

const v8: Json[] = [
  {
    surfaceUpdate: {
      surfaceId: 's',
      components: [
        { id: 'top', component: { Column: { children: { explicitList: ['title', 'name', 'go'] } } } },
        { id: 'title', component: { Text: { text: { path: '/who/title' }, usageHint: 'h2' } } },
        { id: 'name', component: { TextField: { label: { literalString: 'Your name' }, text: { path: '/who/name' } } } },
        { id: 'word', component: { Text: { text: { literalString: 'Book' } } } },
        { id: 'go', component: { Button: { child: 'word', primary: true, action: { name: 'book' } } } },
      ],
    },
  },
  { dataModelUpdate: { surfaceId: 's', path: '/', contents: [{ key: 'who', valueMap: [{ key: 'title', valueString: 'Table for two' }] }] } },
  { beginRendering: { surfaceId: 's', root: 'top' } },
]
const v9: Json[] = [
  { version: 'v0.9', createSurface: { surfaceId: 's', catalogId: 'basic' } },
  {
    version: 'v0.9',
    updateComponents: {
      surfaceId: 's',
      components: [
        { id: 'root', component: 'Column', children: ['title', 'name', 'go'] },
        { id: 'title', component: 'Text', text: { path: '/title' }, variant: 'h2' },
        { id: 'name', component: 'TextField', label: 'Your name', value: { path: '/name' } },
        { id: 'word', component: 'Text', text: 'Book' },
        { id: 'go', component: 'Button', child: 'word', variant: 'primary', action: { event: { name: 'book' } } },
      ],
    },
  },
  { version: 'v0.9', updateDataModel: { surfaceId: 's', path: '/title', value: 'Table for two' } },
]
const drawnOf = (messages: Json[]) => {
  const { s } = surfacesOf(messages)
  return s && viewOf(specOf(s))?.spec
}
const partsOf = (messages: Json[]) => Object.values(drawnOf(messages)?.elements ?? {}).map(({ type, props }) => [type, props.text ?? props.label ?? ''])

/** The parts that A2UI's basic catalog has words for, and some that keep their own names. */
const words = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9 ,.!?-]{0,20}$/)
const field = fc.record({
  name: fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,10}$/).filter((name) => !['__proto__', 'constructor', 'toString', 'valueOf'].includes(name)),
  label: fc.oneof(
    fc.constant(''),
    words.map((text) => `${text}: `),
  ),
  kind: fc.constantFrom('text', 'multiline', 'number', 'date', 'boolean', 'file'),
  required: fc.boolean(),
})
const choice = fc.record({
  name: fc.constantFrom('seat', 'size'),
  kind: fc.constant('choice'),
  options: fc.uniqueArray(fc.record({ value: words, hint: fc.constantFrom('', 'as said ') }), { minLength: 1, maxLength: 3, selector: ({ value }) => value }),
})
const leaf = fc.oneof(
  fc.record({ type: fc.constant('Text'), props: fc.record({ text: words, quiet: fc.boolean() }) }),
  fc.record({ type: fc.constant('Heading'), props: fc.record({ text: words, level: fc.integer({ min: 1, max: 3 }) }) }),
  fc.constant({ type: 'Divider', props: {} }),
  fc.record({ type: fc.constant('Input'), props: fc.oneof(field, choice) }),
  fc.record({
    type: fc.constant('Button'),
    props: fc.record({ label: words, action: fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9_-]{0,10}$/), tone: fc.constantFrom('primary', 'secondary') }),
  }),
  fc.record({ type: fc.constant('Table'), props: fc.record({ columns: fc.constant(['a', 'b']), rows: fc.constant([[1, null]]), caption: words }) }),
  fc.record({ type: fc.constant('Notice'), props: fc.record({ title: words }) }),
)
const stack = fc.record({ type: fc.constant('Stack'), props: fc.record({ direction: fc.constantFrom('row', 'column') }) })
/** Ids are of the kind that could get in each other's way. */
const views = fc
  .record({
    root: stack,
    inner: stack,
    outerLeaves: fc.array(leaf, { maxLength: 5 }),
    innerLeaves: fc.array(leaf, { maxLength: 5 }),
    ids: fc.shuffledSubarray(['root', 'root_', 'c1', 'c2', 'c1-label', 'a', 'b', 'd', 'e', 'f', 'g', 'h'], { minLength: 12 }),
  })
  .map(({ root, inner, outerLeaves, innerLeaves, ids }) => {
    const named = [root, inner, ...outerLeaves, ...innerLeaves].map((element, at) => ({ id: ids[at] ?? '', element }))
    const children = (from: number, count: number) => named.slice(from, from + count).map(({ id }) => id)
    const elements = named.map(({ id, element }, at) => [
      id,
      {
        ...element,
        ...(at === 0
          ? { children: [...children(1, 1), ...children(2, outerLeaves.length)] }
          : at === 1
            ? { children: children(2 + outerLeaves.length, innerLeaves.length) }
            : {}),
      },
    ])
    return { root: ids[0] ?? '', elements: Object.fromEntries(elements) as object }
  })

/** A view without what its parts are called. */
const tree = (spec: ViewSpec, id = spec.root): unknown => {
  const { type, props, children } = spec.elements[id] ?? { type: '', props: {}, children: [] }
  return { type, props, children: children.map((child) => tree(spec, child)) }
}
/** v0.8 has no word for what must be filled in; files keep their own. */
const withoutNeeded = (spec: ViewSpec): ViewSpec => ({
  ...spec,
  elements: Object.fromEntries(
    Object.entries(spec.elements).map(([id, element]) => [
      id,
      element.type === 'Input' && element.props.kind !== 'file' ? { ...element, props: { ...element.props, required: false } } : element,
    ]),
  ),
})

describe('A2UI', () => {
  it('[genui.a2ui-in] surfaces of v0.8 and v0.9 become the same view of our own parts', () => {
    const parts = [
      ['Stack', ''],
      ['Heading', 'Table for two'],
      ['Input', 'Your name'],
      ['Button', 'Book'],
    ]
    expect(partsOf(v8)).toEqual(parts)
    expect(partsOf(v9)).toEqual(parts)
    expect(surfacesOf([...v9, { version: 'v0.9', deleteSurface: { surfaceId: 's' } }])).toEqual({})
  })

  it('[genui.a2ui-out] a view goes out as a surface of v0.8 or v0.9 and comes back as itself, whatever its parts are called', () => {
    fc.assert(
      fc.property(views, fc.constantFrom('v0.8' as const, 'v0.9' as const), (given, version) => {
        const spec = viewOf(given)?.spec
        if (!spec) throw new Error('it can be drawn')
        const surface = surfacesOf(operationsOf('t', spec, version)).t
        const back = surface && viewOf(specOf(surface))
        expect(back?.dropped).toEqual([])
        expect(back && tree(back.spec)).toEqual(tree(version === 'v0.9' ? spec : withoutNeeded(spec)))
      }),
      { numRuns: 200 },
    )
  })

  it('what A2UI has no words for goes as the nearest it has, and stays so', () => {
    const spec = viewOf({
      root: 'r',
      elements: {
        r: { type: 'Grid', props: {}, children: ['m', 'b', 'd'] },
        m: { type: 'Metric', props: { label: 'Open', value: '12' } },
        b: { type: 'Badge', props: { text: 'new' } },
        d: { type: 'Button', props: { label: 'Delete', action: 'delete', tone: 'danger' } },
      },
    })?.spec
    if (!spec) throw new Error('it can be drawn')
    const again = (given: ViewSpec) => viewOf(specOf(surfacesOf(operationsOf('t', given)).t ?? { id: 't', root: 'root', components: {}, data: {} }))?.spec
    const once = again(spec)
    expect(once && Object.values(once.elements).map(({ type, props }) => [type, props.text ?? props.label ?? props.direction])).toEqual([
      ['Stack', 'row'],
      ['Text', 'Open: 12'],
      ['Text', 'new'],
      ['Button', 'Delete'],
    ])
    expect(once && again(once)).toEqual(once)
  })

  it('reads nothing into what is not A2UI, and gets lost in nothing', () => {
    const strange: Json[] = [
      null,
      'x',
      [],
      {},
      { surfaceUpdate: 'x' },
      { surfaceUpdate: { surfaceId: '__proto__', components: [{ id: 'a' }] } },
      {
        updateComponents: {
          surfaceId: 's',
          components: [
            { id: '__proto__', component: 'Text', text: 'x' },
            { id: 'root', component: 'Iframe', src: 'https://evil.example' },
          ],
        },
      },
    ]
    expect(() => surfacesOf(strange)).not.toThrow()
    expect(viewOf(specOf(surfacesOf(strange).s ?? { id: 's', root: 'root', components: {}, data: {} }))).toBeUndefined()
    const many = Array.from({ length: 1000 }, (_, i): Json => ({ createSurface: { surfaceId: `s${i}` } }))
    expect(Object.keys(surfacesOf(many))).toHaveLength(20)
    const circle: Json[] = [{ updateComponents: { surfaceId: 's', components: [{ id: 'root', component: 'Column', children: ['root', 'root'] }] } }]
    expect(Object.keys(drawnOf(circle)?.elements ?? {})).toEqual(['root'])
  })
})
