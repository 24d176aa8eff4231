import { describe, expect, it } from 'vitest'
import type { Json } from '../../../kernel/json.ts'
import { operationsOf, specOf, surfacesOf } from './a2ui.ts'
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

  it('[genui.a2ui-out] a view goes out as a v0.9 surface, and comes back as itself', () => {
    const spec = drawnOf(v9)
    if (!spec) throw new Error('it can be drawn')
    const back = surfacesOf(operationsOf('t', spec)).t
    const again = back && viewOf(specOf(back))?.spec
    expect(Object.values(again?.elements ?? {}).map(({ type, props }) => [type, props.text ?? props.label ?? props.action])).toEqual(
      Object.values(spec.elements).map(({ type, props }) => [type, props.text ?? props.label ?? props.action]),
    )
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
