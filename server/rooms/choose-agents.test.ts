import { describe, expect, it } from 'vitest'
import { byMention, byRouter } from './choose-agents.ts'
import type { Router } from './contract.ts'

const billing = { id: 'b', name: 'Billing' }
const technical = { id: 't', name: 'Technical support' }
const present = { agents: [billing, technical], people: [{ id: 'a', name: 'Ada Lovelace' }], last: undefined }
const picked = (router: Router, text: string, last?: string) => byRouter(router, text, { ...present, last })

describe('a mention', () => {
  it('[rooms.mention-first] names one agent, or several', () => {
    expect(byMention('@Technical support, look', present)).toMatchObject({ agents: [technical], why: { by: 'mention' } })
    expect(byMention('@technical support and @billing', present)?.agents).toEqual([technical, billing])
    expect(byMention('nobody here', present)).toBeUndefined()
  })

  it('[rooms.everyone-is-people] of people or of everyone starts no agent', () => {
    expect(byMention('@everyone look', present)).toMatchObject({ agents: [], why: { by: 'people' } })
    expect(byMention('@Ada Lovelace what now?', present)).toMatchObject({ agents: [], why: { reason: expect.stringContaining('Ada Lovelace') } })
    expect(byMention('@everyone and @Billing', present)?.agents).toEqual([billing])
  })
})

describe('a router', () => {
  it('by place gives the first agent, or the one that spoke last', () => {
    expect(picked({ kind: 'first' }, 'hi')).toMatchObject({ agents: [billing], why: { by: 'first' } })
    expect(picked({ kind: 'last' }, 'hi', 't')).toMatchObject({ agents: [technical], why: { by: 'last' } })
    expect(picked({ kind: 'last' }, 'hi', 'gone')).toMatchObject({ agents: [billing] })
    expect(byRouter({ kind: 'first' }, 'hi', { ...present, agents: [technical] })).toMatchObject({ why: { by: 'only' } })
  })

  it('[rooms.rules] by rules gives the first rule with a word of the message, else what is said otherwise', () => {
    const rules: Router = {
      kind: 'rules',
      rules: [
        { words: ['refund', 'c++'], agent: 'b' },
        { words: ['lunch'], agent: null },
        { words: ['error'], agent: 'left the room' },
      ],
      otherwise: 't',
    }
    expect(picked(rules, 'A Refund, please')).toMatchObject({ agents: [billing], why: { reason: expect.stringContaining('refund') } })
    expect(picked(rules, 'C++ help')).toMatchObject({ agents: [billing] })
    expect(picked(rules, 'refunds')).toMatchObject({ agents: [technical] })
    expect(picked(rules, 'Lunch?')).toMatchObject({ agents: [], why: { by: 'nobody' } })
    expect(picked(rules, 'an error')).toMatchObject({ agents: [technical] })
    expect(picked({ ...rules, otherwise: null }, 'hello')).toMatchObject({ agents: [], why: { by: 'nobody' } })
  })

  it('[rooms.silence] may leave a message to people', () => {
    expect(picked({ kind: 'mention' }, 'hello')).toMatchObject({ agents: [], why: { by: 'nobody' } })
    expect(byRouter({ kind: 'first' }, 'hello', { ...present, agents: [] })).toMatchObject({ agents: [] })
  })
})
