import { expect, it } from 'vitest'
import { compile } from './compile.ts'
import { catalogueOf, flow, node, says, within } from './compose.test-kit.ts'
import { shapeBlocks } from './containers.test-kit.ts'
import type { Flow, FlowNode } from './flow.ts'

const catalogue = catalogueOf(shapeBlocks)
const leaf = (id: string) => ({ kind: 'leaf', node: id })

function compiled(made: Flow) {
  const answer = compile(made, catalogue)
  return answer.ok
    ? { plan: answer.plan, problems: [] }
    : { plan: null, problems: answer.problems.map(({ code, node: id, port, message }) => ({ code, at: [id, port].filter(Boolean).join(' '), message })) }
}

it('[compile.expressions] makes a node wait for every node that its expressions name, also through a container', () => {
  const made = flow({
    'get-balance': node('shape.number', { value: 1 }),
    other: node('shape.number', { value: 1 }),
    z: says(node('shape.number'), 'value', 'get_balance.value + other.value'),
    t: node('shape.try'),
    deep: within('t', says(node('shape.number'), 'value', 'z.value * 2.0')),
  })
  expect(compiled(made)).toMatchObject({
    problems: [],
    plan: {
      root: { kind: 'series', children: [{ kind: 'parallel', children: [leaf('get-balance'), leaf('other')] }, leaf('z'), leaf('t')] },
      inside: { t: leaf('deep') },
    },
  })
})

it('[compile.expressions] says what is wrong with an expression, where, and what it may name', () => {
  const one = (source: string, port = 'value') =>
    compiled(
      flow({
        a: node('shape.number', { value: 1 }),
        t: node('shape.try'),
        deep: within('t', node('shape.text', { text: '' })),
        z: says(node('shape.number'), port, source),
      }),
    ).problems
  expect(one('a.value +')).toEqual([expect.objectContaining({ code: 'bad-expression', at: 'z value' })])
  expect(one('b.value')).toEqual([
    { code: 'bad-expression', at: 'z value', message: '"Value" of "Number": There is no block called "b" here. It may name a and t.' },
  ])
  expect(one('a.sum')).toEqual([
    { code: 'bad-expression', at: 'z value', message: '"Value" of "Number": "a" gives nothing called "sum". It gives value, done and error.' },
  ])
  expect(one('deep.text')[0]?.message).toContain('"deep" lies in a container')
  expect(one('a.value > 1.0')[0]?.message).toContain('yes or no does not fit a number. Change the expression.')
  expect(one('z.value')).toEqual([expect.objectContaining({ code: 'cycle', at: 'z' })])
})

it('[compile.expressions] sees the inner outputs of the containers around it, with their types', () => {
  const made = (source: string) =>
    flow({ list: node('shape.list'), each: says(node('shape.each'), 'items', 'list.people'), one: within('each', says(node('shape.text'), 'text', source)) }, [
      ['one.text', 'each.result'],
    ])
  expect(compiled(made('each.item.name'))).toMatchObject({ problems: [], plan: { root: leaf('each'), inside: { each: leaf('one') } } })
  expect(compiled(made('each.item.age')).problems).toEqual([expect.objectContaining({ code: 'bad-expression', at: 'one text' })])
  expect(compiled(made('each.count')).problems[0]?.message).toContain('gives nothing called "count". It gives item and index')
})

it('[compile.expressions] gives generic outputs the type of the expression that comes in', () => {
  const made = flow({
    list: node('shape.list'),
    each: says(node('shape.each'), 'items', 'list.names'),
    n: within('each', node('shape.number')),
  })
  made.wires.push({ from: { node: 'each', port: 'item' }, to: { node: 'n', port: 'value' } })
  expect(compiled(made).problems[0]?.message).toContain('text does not fit a number')
})

it('[compile.expressions] takes a wire before an expression at the same port', () => {
  const made = flow({ a: node('shape.number', { value: 1 }), z: says(node('shape.number'), 'value', 'z.value') }, [['a.value', 'z.value']])
  expect(compiled(made).problems).toEqual([])
})

it("[compile.dynamic-ports] counts the ports a node has of its own as its block's, where the block allows them", () => {
  const begin = (...names: string[]): FlowNode => ({
    ...node('shape.start'),
    ports: { inputs: [], outputs: names.map((name) => ({ name, schema: { type: 'string' } })) },
  })
  const made = (start: FlowNode) => flow({ start, z: node('shape.number') }, [['start.who', 'z.value']])
  expect(compiled(made(begin('who'))).problems[0]).toMatchObject({ code: 'type-mismatch', message: expect.stringContaining('text does not fit a number') })
  expect(compiled(made(node('shape.start'))).problems[0]?.message).toContain('no output called "who"')
  expect(compiled(flow({ a: begin('who', 'who') })).problems).toEqual([
    { code: 'bad-port', at: 'a who', message: '"Begin" has an output called "who" already. Give one of them another name.' },
  ])
  expect(compiled(flow({ a: begin('error') })).problems[0]?.code).toBe('bad-port')
  expect(compiled(flow({ a: begin('at') })).problems[0]?.code).toBe('bad-port')
  expect(compiled(flow({ a: { ...begin('x'), block: 'kit.start' } })).problems).toEqual([
    { code: 'bad-port', at: 'a', message: '"Start" may have no outputs of its own. Remove them.' },
  ])
  const result: FlowNode = { ...node('control.result'), ports: { inputs: [{ name: 'sum', schema: { type: 'number' }, required: true }], outputs: [] } }
  expect(compiled(flow({ result })).problems).toEqual([expect.objectContaining({ code: 'missing-input', at: 'result sum' })])
  const odd: FlowNode = { ...node('control.result'), ports: { inputs: [{ name: 'sum', schema: { $ref: 'https://example.com/x' } }], outputs: [] } }
  expect(compiled(flow({ result: odd })).problems[0]).toMatchObject({ code: 'bad-port', message: expect.stringContaining('outside of itself') })
})
