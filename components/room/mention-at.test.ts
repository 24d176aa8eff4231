import { describe, expect, it } from 'vitest'
import { matching, mentionAt, withMention } from './mention-at.ts'

const known = [{ name: 'Payments assistant' }, { name: 'Billing' }]

describe('typing a mention', () => {
  it('is seen where the caret stands, not in a mail address', () => {
    expect(mentionAt('Hello @pay', 10)).toEqual({ from: 6, typed: 'pay' })
    expect(mentionAt('@', 1)).toEqual({ from: 0, typed: '' })
    expect(mentionAt('me@pay', 6)).toBeUndefined()
    expect(mentionAt('@Billing\nhello', 14)).toBeUndefined()
  })

  it('offers names by their beginning or that of a word, and nothing after a whole name', () => {
    expect(matching(known, '')).toHaveLength(2)
    expect(matching(known, 'ass')).toEqual([known[0]])
    expect(matching(known, 'Billing what')).toEqual([])
  })

  it('puts the name in place of what was typed', () => {
    expect(withMention('Hi @bi there', { from: 3, typed: 'bi' }, 6, 'Billing')).toEqual({ text: 'Hi @Billing there', caret: 12 })
    expect(withMention('@', { from: 0, typed: '' }, 1, 'Billing')).toEqual({ text: '@Billing ', caret: 9 })
  })
})
