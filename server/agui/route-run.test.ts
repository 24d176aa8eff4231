import { describe, expect, it } from 'vitest'
import type { WaitView } from '../runs/contract.ts'
import { routeOf, type ThreadState } from './route-run.ts'
import { readRunInput } from './run-input.ts'

const none: ThreadState = { waits: [], said: new Set(), known: undefined }
const user = (id: string, content: unknown = 'hello') => ({ id, role: 'user', content })
const input = (body: object) => readRunInput({ threadId: 't', runId: 'r', messages: [], tools: [], context: [], state: {}, forwardedProps: {}, ...body })

function wait(id: string, change: Partial<WaitView> = {}): WaitView {
  const question = { kind: 'approval' as const, title: `Question ${id}`, component: 'ApprovalCard', props: {}, responseSchema: {} }
  return {
    id,
    runId: 'run-1',
    path: 'p',
    question,
    toolCallId: null,
    status: 'open',
    answer: null,
    askedAt: '',
    deadline: null,
    answers: [],
    escalatedAt: null,
    ...change,
  }
}
const yes = { status: 'resolved', payload: { approved: true } }
const answered = wait('w1', { status: 'answered', answer: { outcome: 'approved', value: null, at: '', by: { id: 'p', name: 'Ben' } } })

describe('what a run request means', () => {
  it('starts a turn with what the thread has not heard', () => {
    const messages = [user('m1', 'old'), { id: 'a1', role: 'assistant', content: 'reply' }, user('m2', 'new')]
    expect(routeOf(input({ messages }), { ...none, said: new Set(['m1']) })).toMatchObject({ kind: 'start', messages: [{ id: 'm2', text: 'new' }] })
  })

  it('replays when there is nothing new', () => {
    expect(routeOf(input({ messages: [user('m1')] }), { ...none, said: new Set(['m1']) })).toEqual({ kind: 'replay' })
  })

  it('reconnects a known run, and refuses its id for another input', () => {
    const known = { engineRunId: 'run-1', seq: 4 }
    expect(routeOf(input({ messages: [user('m1')] }), { ...none, said: new Set(['m1']), known })).toEqual({ kind: 'reconnect', ...known })
    expect(routeOf(input({ messages: [user('m9')] }), { ...none, known })).toMatchObject({ kind: 'refuse', code: 'RUN_ID_REUSED' })
  })

  it('takes an answer before anything else, also under the id of the run that asked', () => {
    const state = { ...none, waits: [wait('w1')], known: { engineRunId: 'run-1', seq: 1 } }
    expect(routeOf(input({ resume: [{ interruptId: 'w1', ...yes }], messages: [user('m1')] }), state)).toMatchObject({
      kind: 'answer',
      engineRunId: 'run-1',
      answers: [{ answer: { outcome: 'approved' } }],
    })
  })

  it('refuses a new turn while a question is open', () => {
    expect(routeOf(input({ messages: [user('m1')] }), { ...none, waits: [wait('w1')] })).toMatchObject({ kind: 'refuse', code: 'INTERRUPT_PENDING' })
  })

  it('takes a tool message for an open question as its answer', () => {
    const messages = [user('m1'), { id: 't1', role: 'tool', toolCallId: 'w1', content: '{"approved":false}' }]
    expect(routeOf(input({ messages }), { ...none, said: new Set(['m1']), waits: [wait('w1')] })).toMatchObject({
      kind: 'answer',
      answers: [{ answer: { outcome: 'declined' } }],
    })
  })

  it('takes a picture without a word, and nothing without either', () => {
    const picture = [
      { type: 'text', text: 'look' },
      { type: 'image', source: { type: 'url', value: 'https://example.org/a.png' } },
    ]
    for (const content of [picture, picture.slice(1)]) {
      const taken = { files: [{ kind: 'image', source: { type: 'url', value: 'https://example.org/a.png' } }] }
      expect(routeOf(input({ messages: [user('m1', content)] }), none)).toMatchObject({ kind: 'start', messages: [taken] })
    }
    expect(routeOf(input({ messages: [user('m1', ' ')] }), none)).toMatchObject({ kind: 'refuse', code: 'EMPTY_MESSAGE' })
  })
})

describe('a resume', () => {
  const resume = (entries: object[], waits: WaitView[]) => routeOf(input({ resume: entries }), { ...none, waits })

  it('never takes an empty or unclear answer for a yes', () => {
    for (const payload of [undefined, {}, 'yes', 1, { approved: 'true' }]) {
      expect(resume([{ interruptId: 'w1', status: 'resolved', ...(payload === undefined ? {} : { payload }) }], [wait('w1')])).toMatchObject({
        kind: 'refuse',
        code: 'INVALID_RESUME',
      })
    }
  })

  it('declines when it was cancelled', () => {
    expect(resume([{ interruptId: 'w1', status: 'cancelled' }], [wait('w1')])).toMatchObject({ answers: [{ answer: { outcome: 'declined' } }] })
  })

  it('answers all open questions of the run or none', () => {
    expect(resume([{ interruptId: 'w1', ...yes }], [wait('w1'), wait('w2')])).toMatchObject({ kind: 'refuse', code: 'INCOMPLETE_RESUME' })
    expect(
      resume(
        [
          { interruptId: 'w1', ...yes },
          { interruptId: 'w2', ...yes },
        ],
        [wait('w1'), wait('w2')],
      ),
    ).toMatchObject({ kind: 'answer', waitIds: ['w1', 'w2'] })
  })

  it('is harmless when it comes again, and too late when it differs', () => {
    expect(resume([{ interruptId: 'w1', ...yes }], [answered])).toMatchObject({ kind: 'answer', answers: [] })
    expect(resume([{ interruptId: 'w1', status: 'cancelled' }], [answered])).toMatchObject({ kind: 'refuse', code: 'ALREADY_ANSWERED' })
  })

  it('does not know questions of other threads', () => {
    expect(resume([{ interruptId: 'w9', ...yes }], [wait('w1')])).toMatchObject({ kind: 'refuse', code: 'UNKNOWN_INTERRUPT' })
  })

  it('must fit what was asked', () => {
    const form = wait('w1', {
      question: {
        kind: 'form',
        title: 'Form',
        component: 'Form',
        props: {},
        responseSchema: { type: 'object', properties: { age: { type: 'integer' } }, required: ['age'] },
      },
    })
    expect(resume([{ interruptId: 'w1', status: 'resolved', payload: { age: 'old' } }], [form])).toMatchObject({ kind: 'refuse', code: 'INVALID_RESUME' })
    expect(resume([{ interruptId: 'w1', status: 'resolved', payload: { age: 40 } }], [form])).toMatchObject({
      kind: 'answer',
      answers: [{ answer: { outcome: 'answered', value: { age: 40 } } }],
    })
  })
})

describe('reading a RunAgentInput', () => {
  it('understands the nulls and the binary parts of older clients', () => {
    const messages = [
      { id: 'a', role: 'assistant', content: null, toolCalls: null },
      user('m', [{ type: 'binary', mimeType: 'image/png', url: 'https://example.org/a.png', filename: 'a.png' }]),
    ]
    expect(input({ tools: null, context: null, state: null, forwardedProps: null, messages }).messages).toMatchObject([
      { id: 'a', text: '' },
      { id: 'm', files: [{ kind: 'image', name: 'a.png', source: { type: 'url', value: 'https://example.org/a.png' } }] },
    ])
  })

  it('tells a 1.0 client from an older one', () => {
    expect(input({}).modern).toBe(false)
    expect(input({ protocolVersion: '1.0' }).modern).toBe(true)
  })

  it('says what is wrong', () => {
    for (const body of [
      null,
      'text',
      [],
      {},
      { threadId: 1 },
      { threadId: '', runId: 'r', messages: [] },
      { threadId: 't', runId: 'r'.repeat(999), messages: [] },
    ]) {
      expect(() => readRunInput(body)).toThrow(expect.objectContaining({ code: 'invalid-input' }))
    }
  })
})
