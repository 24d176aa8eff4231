import { describe, expect, it } from 'vitest'
import { loadBlocks } from '../blocks/index.ts'
import { compile } from './compile.ts'
import { flowSchema } from './flow.ts'

const cards = new Map([...(await loadBlocks())].map(([id, block]) => [id, block.card]))
const problemsOf = (key: string, trigger = 'webhook.start') => {
  const nodes = { start: { block: trigger }, say: { block: 'reply.text', inputs: { text: { kind: 'literal', value: 'Hi' } } } }
  const wires = [{ from: { node: 'start', port: 'done' }, to: { node: 'say', port: 'after' } }]
  const compiled = compile(flowSchema.parse({ schema: 1, nodes, wires, concurrency: { most: 1, key } }), cards)
  return compiled.ok ? [] : compiled.problems.map(({ code, message }) => `${code}: ${message}`)
}

describe('the key of runs at once', () => {
  it('[compile.run-key] is checked against what the trigger gives', () => {
    expect(problemsOf('input.body.customer')).toEqual([])
    expect(problemsOf('input.method + input.query.id')).toEqual([])
    expect(problemsOf('input.bodi')[0]).toMatch(/^bad-limit: .*bodi/)
    expect(problemsOf('body.customer')[0]).toMatch(/^bad-limit/)
    expect(problemsOf('input.(')[0]).toMatch(/^bad-limit/)
  })

  it('is no part of the plan: a flow with a limit has the plan hash it had before', () => {
    const plain = { schema: 1, nodes: { id: { block: 'random.id' } }, wires: [] }
    const [a, b] = [plain, { ...plain, concurrency: { most: 3 } }].map((flow) => compile(flowSchema.parse(flow), cards))
    expect(a?.ok && b?.ok && a.plan.hash === b.plan.hash).toBe(true)
  })
})
