import { describe, expect, it } from 'vitest'
import type { CardItem } from '../../server/conversation/index.ts'
import { cardStateOf } from './card-state-of.ts'

const now = new Date('2026-11-21T12:00:00.000Z')
const question = { kind: 'approval' as const, title: 'Publish?', responseSchema: {}, expiresAt: '2026-11-21T11:00:00.000Z' }
const card = (more: Partial<CardItem>): CardItem => ({
  kind: 'card',
  id: 'w',
  seq: 1,
  at: now.toISOString(),
  authorId: 'agent:a',
  speaker: 'Agent',
  demo: false,
  runId: 'r',
  agentId: 'a',
  why: null,
  component: 'ApprovalCard',
  props: {},
  args: '',
  status: 'open',
  waitId: 'w',
  question,
  toolCall: null,
  answer: null,
  ...more,
})

describe('cardStateOf', () => {
  it('carries the title and the deadline of a question', () => {
    expect(cardStateOf(card({}), undefined, now)).toEqual({ phase: 'open', title: 'Publish?', expiresAt: question.expiresAt })
  })

  it('tells too late from stopped', () => {
    expect(cardStateOf(card({ status: 'expired' }), undefined, now).phase).toBe('expired')
    expect(cardStateOf(card({ status: 'expired', question: { ...question, expiresAt: '2026-11-22T11:00:00.000Z' } }), undefined, now).phase).toBe('cancelled')
  })

  it('says why somebody may not answer', () => {
    expect(cardStateOf(card({}), 'Viewers may not answer.', now).barred).toBe('Viewers may not answer.')
  })
})
