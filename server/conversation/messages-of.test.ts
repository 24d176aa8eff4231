import { expect, it } from 'vitest'
import type { EngineEvent } from '../engine/events.ts'
import { fold } from './fold.ts'
import { messagesOf } from './messages-of.ts'
import { approval, asEntries, shown } from './talk.test-kit.ts'
import { messageEntries } from './user-message.ts'
import { emptyConversation } from './view.ts'

const said = (id: string, text: string) => messageEntries({ id, roomId: 'r', personId: 'p', name: 'Ben', text }).map((entry) => entry.body)
const says = (path: string, text: string): EngineEvent[] => [
  { kind: 'stream.opened', path, attempt: '1.1', stream: path, channel: 'text', demo: false },
  { kind: 'stream.chunk', stream: path, off: 0, text },
  { kind: 'stream.closed', stream: path, channel: 'text', superseded: false },
]
const toolCall = { id: 'whatever/it is', name: 'ledger_transfer', input: { to: 'Anna' } }
const started: EngineEvent = { kind: 'run.started', epoch: 1, segment: 1 }
const historyOf = (bodies: Parameters<typeof asEntries>[0], limit = 50) => messagesOf(fold(emptyConversation, asEntries(bodies)), limit)

it('tells a model who said what, and which tools answered what, with ids every provider takes', () => {
  const at = { path: 'agent/tool-1', attempt: '1.1', block: 'ledger.transfer', toolCall }
  const run = shown([
    started,
    { kind: 'node.started', ...at, input: {} },
    { kind: 'node.completed', ...at, output: { id: 't1' }, ms: 1 },
    ...says('agent', 'Sent.'),
    { kind: 'run.completed', output: null },
  ])
  expect(historyOf([...said('m1', 'Send 25 to Anna'), ...run, ...said('m2', 'Thanks')])).toEqual([
    { role: 'user', name: 'Ben', text: 'Send 25 to Anna' },
    { role: 'assistant', name: 'Ada', text: '', toolCalls: [{ id: 'call_1', name: 'ledger_transfer', input: { to: 'Anna' }, result: { id: 't1' } }] },
    { role: 'assistant', name: 'Ada', text: 'Sent.' },
    { role: 'user', name: 'Ben', text: 'Thanks' },
  ])
})

it('remembers a refusal as the answer to the call that asked for it', () => {
  const asked = { path: 'agent/ask', wait: 'w1', toolCallId: 'c' }
  const answer = { outcome: 'declined' as const, value: null, at: '2026-11-21T00:00:00.000Z' }
  const run = shown([
    started,
    { kind: 'human.requested', ...asked, question: approval(), toolCall },
    { kind: 'human.answered', ...asked, answer },
    { kind: 'run.completed', output: null },
  ])
  expect(historyOf(run)).toEqual([
    {
      role: 'assistant',
      name: 'Ada',
      text: '',
      toolCalls: [{ id: 'call_1', name: 'ledger_transfer', input: { to: 'Anna' }, result: { outcome: 'declined' } }],
    },
  ])
})

it('leaves out cards that only show, and keeps to the limit', () => {
  const card = shown([
    { kind: 'stream.opened', path: 'b', attempt: '1.1', stream: 'b', channel: 'card', component: 'Balance', demo: false },
    { kind: 'stream.chunk', stream: 'b', off: 0, props: { accounts: [] } },
    { kind: 'stream.closed', stream: 'b', channel: 'card', superseded: false },
  ])
  expect(historyOf([...said('m1', 'one'), ...card, ...said('m2', 'two')], 1)).toEqual([{ role: 'user', name: 'Ben', text: 'two' }])
})
