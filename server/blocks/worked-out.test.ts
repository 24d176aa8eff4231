import { expect, it } from 'vitest'
import { checkValue } from '../engine/check-value.ts'
import { compile } from '../engine/compile.ts'
import { catalogueOf, flow, node } from '../engine/compose.test-kit.ts'
import type { Flow } from '../engine/flow.ts'
import { outputTypes } from '../engine/output-types.ts'
import type { Json } from '../kernel/json.ts'
import { loadBlocks } from './index.ts'

const blocks = await loadBlocks()
const catalogue = catalogueOf(blocks)

/** The type of one output of a block that is filled in so. */
function typeOf(block: string, port: string, inputs: Record<string, Json>) {
  return outputTypes(flow({ it: node(block, inputs) }), catalogue)('it', port)
}

function mismatches(made: Flow): string[] {
  const compiled = compile(made, catalogue)
  return compiled.ok ? [] : compiled.problems.filter(({ code }) => code === 'type-mismatch').map(({ message }) => message)
}

it('[compile.worked-out] gives a changed list the type of what each entry becomes', () => {
  const made = (expression: string) =>
    flow(
      {
        numbers: node('lists.range', { from: 0, to: 3 }),
        change: node('lists.map', { expression }),
        first: node('lists.get', { index: 0 }),
        sum: node('math.add', { b: 1 }),
      },
      [
        ['numbers.items', 'change.items'],
        ['change.items', 'first.items'],
        ['first.item', 'sum.a'],
      ],
    )
  expect(mismatches(made('item * 2 + index'))).toEqual([])
  expect(mismatches(made('"number " + string(item)'))).toEqual([expect.stringContaining('put "To number" between them')])
  expect(mismatches(made('{"double": item * 2}'))).toHaveLength(1)
})

it('[compile.worked-out] gives a reduced list the type of its start and of what it becomes, where it stays that', () => {
  expect(typeOf('lists.reduce', 'result', { items: [1, 2], expression: 'acc + item' })).toEqual({ type: 'integer' })
  expect(typeOf('lists.reduce', 'result', { items: [1, 2.5], expression: 'acc + item' })).toEqual({ anyOf: [{ type: 'integer' }, { type: 'number' }] })
  expect(typeOf('lists.reduce', 'result', { items: ['a'], start: '>', expression: 'acc + item' })).toEqual({ type: 'string' })
  const growing = typeOf('lists.reduce', 'result', { items: [1], start: 0, expression: '[acc]' })
  expect(growing, 'a list that nests deeper with every entry').not.toHaveProperty('type')
})

it('[compile.worked-out] gives an expression the type of its value, by its single ports and its named values', () => {
  expect(typeOf('math.expression', 'result', { expression: 'a * 2', a: 4 })).toEqual({ type: 'integer' })
  expect(typeOf('math.expression', 'result', { expression: 'price > 5', values: { price: 7 } })).toEqual({ type: 'boolean' })
  expect(typeOf('math.expression', 'result', { expression: '"for " + who', values: { who: 'Ada' } })).toEqual({ type: 'string' })
})

it('[compile.worked-out] leaves open what cannot be told before it runs', () => {
  const open = (inputs: Record<string, Json>) => typeOf('math.expression', 'result', inputs)
  expect(open({ expression: 'unknown + 1' }), 'a name that is not there').not.toHaveProperty('type')
  const wired = flow({ source: node('text.template', { template: 'a' }), it: node('math.expression', { a: 1 }) }, [['source.text', 'it.expression']])
  expect(outputTypes(wired, catalogue)('it', 'result')).not.toHaveProperty('type')
})

it('[compile.worked-out] never says another type than what comes', async () => {
  for (const id of ['lists.map', 'lists.reduce', 'math.expression']) {
    const examples = blocks.get(id)?.examples ?? []
    expect(examples.length).toBeGreaterThan(2)
    for (const example of examples) {
      if ('fails' in example) continue
      for (const [port, value] of Object.entries(example.output)) {
        expect(checkValue(typeOf(id, port, example.input as Record<string, Json>) ?? {}, value as Json), `${id}: ${example.title}`).toBeNull()
      }
    }
  }
})
