import { describe, expect, it } from 'vitest'
import { mentionsIn } from './mentions.ts'

const people = ['Ada', 'Ada Lovelace', 'Billing', 'Ünal'].map((name) => ({ name }))
const named = (text: string) => mentionsIn(text, people).map(({ name }) => name)

describe('mentionsIn', () => {
  it('finds names in any case, the longest that fits, each once and in order', () => {
    expect(named('@billing and @ada lovelace, please; @Billing!')).toEqual(['Billing', 'Ada Lovelace'])
    expect(named('@ünal: hello')).toEqual(['Ünal'])
  })

  it('takes no mail address, no longer word and no code for a naming', () => {
    expect(named('write to me@billing.example')).toEqual([])
    expect(named('@Billings @Adam')).toEqual([])
    expect(named('`@Billing` and\n```\n@Ada\n```')).toEqual([])
  })

  it('finds one right after a bracket or a line break', () => {
    expect(named('(@Ada)\n@Billing')).toEqual(['Ada', 'Billing'])
  })
})
