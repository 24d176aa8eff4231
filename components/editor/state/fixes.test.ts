import { expect, it } from 'vitest'
import { compile } from '../../../server/engine/compile.ts'
import type { Flow } from '../../../server/engine/flow.ts'
import { openEditor, perform } from './editor-state.ts'
import { fixFor } from './fixes.ts'
import { cards, flowOf, node } from './test-cards.ts'

const literal = (value: string | number) => ({ kind: 'literal' as const, value })
const problemsIn = (flow: Flow) => {
  const compiled = compile(flow, cards)
  return compiled.ok ? [] : compiled.problems
}

/** The flow after every fix that is offered was pressed once, and the words on them. */
function mended(flow: Flow): { labels: string[]; left: string[] } {
  let state = openEditor(flow)
  const labels: string[] = []
  for (const problem of problemsIn(flow)) {
    const fix = fixFor(problem, state.flow, cards)
    if (!fix) continue
    labels.push(fix.label)
    for (const gesture of fix.gestures) state = perform(state, gesture, cards)
  }
  return { labels, left: problemsIn(state.flow).map(({ code }) => code) }
}
const filled = (value: string) => node('text.upper', { inputs: { text: literal(value) } })

it.each<[string, Flow, string]>([
  [
    'two types that do not fit',
    flowOf({ add: node('math.add', { inputs: { a: literal(1), b: literal(2) } }), upper: 'text.upper' }, 'add.sum>upper.text'),
    'between',
  ],
  ['a wire from nowhere', flowOf({ upper: filled('x') }, 'gone.text>upper.after'), 'Remove the wire'],
  ['two beginnings', flowOf({ chat: 'chat.message', hand: 'manual.start' }), 'switch off the others'],
  ['a block that is not there', flowOf({ gone: 'no.such' }), 'Remove this block'],
  ['a circle', flowOf({ a: 'text.upper', b: 'text.upper' }, 'a.text>b.text', 'b.text>a.text'), 'Cut the wire'],
  ['an input that is not there', flowOf({ a: node('text.upper', { inputs: { text: literal('x'), former: literal('y') } }) }), 'Remove what it held'],
  ['one thing that could fill it', flowOf({ chat: 'chat.message', say: 'reply.text' }), 'Take it from'],
])('[editor.fixes] offers a fix for %s, and pressing it solves the problem', (_what, flow, words) => {
  const { labels, left } = mended(flow)
  expect(labels.join('; ')).toContain(words)
  expect(left.filter((code) => code !== 'missing-input')).toEqual([])
})

it('[editor.fixes] offers none where only a person knows', () => {
  const flow = flowOf({
    a: node('math.add', { inputs: { b: literal(1) } }),
    b: node('text.upper', { inputs: { text: { kind: 'expression', source: '1 +' } } }),
  })
  for (const problem of problemsIn(flow)) expect(fixFor(problem, flow, cards)).toBeNull()
})
