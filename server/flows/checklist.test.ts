import { expect, it } from 'vitest'
import { cards } from '../blocks/index.ts'
import { type Flow, flowSchema } from '../engine/flow.ts'
import { type ChecklistFacts, checklistOf } from './checklist.ts'

type Nodes = Record<string, { block: string; inputs?: Record<string, unknown>; parent?: string; title?: string; disabled?: boolean }>
const flow = (nodes: Nodes, ...wires: string[]): Flow =>
  flowSchema.parse({
    schema: 1,
    nodes: Object.fromEntries(
      Object.entries(nodes).map(([id, { inputs = {}, ...node }]) => [
        id,
        { ...node, inputs: Object.fromEntries(Object.entries(inputs).map(([port, value]) => [port, { kind: 'literal', value }])) },
      ]),
    ),
    wires: wires.map((wire) => {
      const [from = '', to = ''] = wire.split(' > ')
      const end = (text: string) => ({ node: text.split('.')[0], port: text.split('.')[1] })
      return { from: end(from), to: end(to) }
    }),
  })
const facts = (more: Partial<ChecklistFacts> = {}): ChecklistFacts => ({
  ...{ problems: [], missing: [], environment: 'production' as const, pinned: [], samples: 0, tried: [], discussed: [], ...more },
})
const kinds = (draft: Flow, more: Partial<ChecklistFacts> = {}) =>
  checklistOf(draft, cards(), facts({ tried: [draft], ...more })).map(({ level, kind, nodes }) => `${level} ${kind} ${nodes.join()}`.trim())

const call = { block: 'http.request', inputs: { url: 'https://api.example.com' } }

it('[checklist.irreversible] names blocks that cannot be undone and whose failure nobody handles, not those that are handled or in a Try', () => {
  expect(kinds(flow({ call }))).toEqual(['advisory no-error-path call'])
  expect(kinds(flow({ call, tell: { block: 'note.note' } }, 'call.error > tell.after'))).toEqual([])
  expect(kinds(flow({ guard: { block: 'control.try' }, call: { ...call, parent: 'guard' } }))).toEqual([])
  expect(kinds(flow({ each: { block: 'control.for-each' }, call: { ...call, parent: 'each' } }))).toEqual(['advisory no-error-path call'])
  expect(kinds(flow({ call: { ...call, disabled: true } }))).toEqual([])
})

it('[checklist.unanswered] names approvals that wait without end, and those whose time runs out into nothing', () => {
  const ask = (hours: number) => ({ block: 'human.approval', inputs: { title: 'Go?', hours } })
  expect(kinds(flow({ ask: ask(0) }))).toEqual(['advisory no-deadline ask'])
  expect(kinds(flow({ ask: ask(24) }))).toEqual(['advisory no-answer ask'])
  expect(kinds(flow({ ask: ask(24), end: { block: 'control.stop' } }, 'ask.expired > end.after'))).toEqual([])
})

it('[checklist.tried] says when the draft was not tried since it was changed; moving or naming a block is no change', () => {
  const draft = flow({ a: { block: 'values.text', inputs: { value: 'one' } } })
  const moved = flowSchema.parse({ ...draft, nodes: { a: { ...draft.nodes.a, position: { x: 9, y: 9 }, title: 'Another name' } } })
  const [first] = checklistOf(draft, cards(), facts())
  expect(first).toMatchObject({ kind: 'not-tried', level: 'advisory', message: 'The draft has never been tried to its end.', todo: 'Try it once.' })
  expect(kinds(moved, { tried: [draft] })).toEqual([])
  expect(kinds(flow({ a: { block: 'values.text', inputs: { value: 'two' } } }), { tried: [draft] })).toEqual(['advisory not-tried'])
})

it('[checklist.levels] what blocks stands first and apart: problems and what is missing; pins, samples and comments are to be known', () => {
  const draft = flow({ a: { block: 'values.text', inputs: { value: 'one' } } })
  const items = checklistOf(draft, cards(), {
    problems: [{ code: 'missing-input', message: 'Fill it in.', node: 'a' }],
    missing: [
      { kind: 'secret', name: 'crm', node: 'a', message: 'There is no crm. Add it.' },
      { kind: 'model', name: 'acme', node: 'a', message: 'No acme is connected. Connect it.' },
    ],
    ...{ environment: 'staging', pinned: ['a', 'gone'], samples: 0, tried: [draft], discussed: ['a', 'gone'] },
  })
  expect(items.map(({ level, kind }) => `${level} ${kind}`)).toEqual([
    'blocking problem',
    'blocking missing-secret',
    'blocking missing-model',
    'advisory pinned',
    'advisory open-comments',
  ])
  expect(items[1]).toMatchObject({ message: 'There is no crm.', todo: 'Add it.', nodes: ['a'] })
  for (const { todo } of items) expect(todo).toMatch(/^[A-Z].+\.$/)
  expect(items.at(-2)).toMatchObject({ message: 'One block has a pinned output.', nodes: ['a'] })
  expect(items.at(-1)).toMatchObject({ message: '2 comments are open.', nodes: ['a'] })
})
