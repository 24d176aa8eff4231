import { expect, it } from 'vitest'
import { viewOf } from '../../server/blocks/show/props/view-of.ts'
import { partialJson } from './partial-json.ts'

const whole = {
  title: 'Sales, "October"',
  spec: {
    root: 'all',
    elements: {
      all: { type: 'Stack', props: { gap: 'small' }, children: ['head', 'sum'] },
      head: { type: 'Heading', props: { text: 'A \\ b\n{c' } },
      sum: { type: 'Metric', props: { label: 'Sum', value: '12' } },
    },
  },
}

it('[genui.view-streams] a view is drawn further with each piece of its arguments, and never wrongly', () => {
  const text = JSON.stringify(whole)
  let most = 0
  for (let end = 0; end <= text.length; end++) {
    const part = partialJson(text.slice(0, end)) as { spec?: unknown } | undefined
    const count = Object.keys(viewOf(part?.spec)?.spec.elements ?? {}).length
    expect(count).toBeGreaterThanOrEqual(most)
    most = count
  }
  expect(most).toBe(3)
  expect(partialJson(text)).toEqual(whole)
  for (const nothing of ['', '{', '{"a', '{"a":', 'nonsense', ']]', '"'.repeat(3)]) expect(() => partialJson(nothing)).not.toThrow()
})
