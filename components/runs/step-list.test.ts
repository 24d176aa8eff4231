import { expect, it } from 'vitest'
import type { EngineEvent } from '../../server/engine/events.ts'
import { emptyRun, foldRun } from '../../server/engine/run-state.ts'
import { stepsOf } from './step-list.ts'

const at = '1.1'
const began = (path: string, block: string): EngineEvent => ({ kind: 'node.started', path, attempt: at, block, input: {} })
const ended = (path: string, block: string): EngineEvent => ({ kind: 'node.completed', path, attempt: at, block, output: {}, ms: 1 })
const fold = (events: EngineEvent[]) => events.reduce((state, event) => foldRun(state, event), emptyRun)
const outline = (events: EngineEvent[]) =>
  stepsOf(fold(events), { schema: 1, nodes: {}, wires: [] }, () => undefined).map(({ node, depth }) => `${'  '.repeat(depth)}${node.path} ${node.status}`)

it('puts what a composite block called under it, even when a part of the path is no step', () => {
  expect(
    outline([
      began('agent', 'agent.loop'),
      began('agent/turn-1', 'model.turn'),
      ended('agent/turn-1', 'model.turn'),
      began('agent/call-1/show', 'show.balance'),
    ]),
  ).toEqual(['agent running', '  agent/turn-1 done', '  agent/call-1/show running'])
})

it('keeps the order in which steps began, skipped ones last', () => {
  expect(outline([{ kind: 'node.skipped', path: 'never' }, began('first', 'text.join'), ended('first', 'text.join'), began('second', 'text.join')])).toEqual([
    'first done',
    'second running',
    'never skipped',
  ])
})

it('shows a step that asked somebody as waiting until the answer is there', () => {
  const asked: EngineEvent = {
    kind: 'human.requested',
    path: 'agent/ask',
    wait: 'w1',
    toolCallId: 't1',
    question: { kind: 'approval', title: 'Send 25 EUR?', component: 'ApprovalCard', props: {}, responseSchema: {} },
  }
  const answered: EngineEvent = {
    kind: 'human.answered',
    path: 'agent/ask',
    wait: 'w1',
    toolCallId: 't1',
    answer: { outcome: 'approved', value: null, at: '2026-11-21T00:00:00Z' },
  }
  expect(outline([began('agent', 'agent.loop'), asked])).toEqual(['agent waiting', '  agent/ask waiting'])
  expect(outline([began('agent', 'agent.loop'), asked, answered])).toEqual(['agent running', '  agent/ask done'])
})
