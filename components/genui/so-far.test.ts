import { expect, it } from 'vitest'
import { samplesAt } from '../gallery/samples.ts'
import { specSoFar } from './so-far.ts'

const partsIn = (args: string, component: string): number => {
  const props = specSoFar(component, args)?.spec.elements.card?.props
  return props === undefined ? 0 : JSON.stringify(props).length
}

it.each(samplesAt(new Date('2026-11-21T09:00:00Z')))(
  '[genui.card-streams] $component is drawn as its arguments arrive, row by row, and whole at the end',
  ({ component, full }) => {
    const args = JSON.stringify(full)
    let drawn = 0
    for (let end = 0; end <= args.length; end += 3) if (partsIn(args.slice(0, end), component) > 0) drawn++
    expect(partsIn(args, component)).toBeGreaterThan(0)
    // without a consent there is no such form, and here it comes last
    if (component !== 'IdentityForm') expect(drawn, 'before the end').toBeGreaterThan(0)
    for (const nothing of ['', '{', '{"accounts":[', 'nonsense', ']]']) expect(specSoFar(component, nothing)).toBeUndefined()
  },
)

it('[genui.card-streams] a balance gets its accounts one after the other, and a chart its points as a model names them', () => {
  const money = { amountMinor: '1', currency: 'EUR', decimals: 2 }
  const account = (id: string) => ({ id, label: id, kind: 'current', available: money, ledger: money, asOf: '2026-11-21T09:00:00Z' })
  const args = JSON.stringify({ accounts: [account('one'), account('two')] })
  const rows = (text: string) => (specSoFar('Balance', text)?.spec.elements.card?.props as { accounts?: unknown[] } | undefined)?.accounts?.length ?? 0
  const seen = Array.from({ length: args.length + 1 }, (_, end) => rows(args.slice(0, end)))
  expect([...new Set(seen)]).toEqual([0, 1, 2])
  expect(seen).toEqual([...seen].sort())
  expect(specSoFar('Chart', '{"title":"Orders","points":[{"label":"June","value":3},{"label"')?.spec.elements.card?.props).toMatchObject({
    series: [{ name: 'Orders', points: [{ label: 'June', value: 3 }] }],
  })
})
