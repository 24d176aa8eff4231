import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { CardState } from '../card-state.ts'
import { DomainCard } from '../domain-card.tsx'

const by = { id: 'p', name: 'Ada' }
const at = '2026-11-21T09:00:00.000Z'
const drawn = (component: string, props: object, state: CardState) => renderToStaticMarkup(createElement(DomainCard, { id: 'c', component, props, state }))

const trip = {
  requester: 'Travel',
  message: 'Where to?',
  fields: [{ name: 'city' }, { name: 'nights', kind: 'number', required: false }, { name: 'window', kind: 'boolean' }],
}
const colour = { requester: 'Painter', fields: [{ name: 'choice', kind: 'choice', options: [{ value: 'Red' }, { value: 'Blue' }] }] }
const offer = {
  asks: 'verdict',
  fields: [{ name: 'price', kind: 'number' }],
  values: { price: 12 },
  details: [{ label: 'Customer', value: 'Anna' }],
  submitLabel: 'Approve',
}

describe('the Form card', () => {
  it('[human.kinds] asks for each field by its label while it is open', () => {
    const html = drawn('Form', trip, { phase: 'open', title: 'Your trip' })
    for (const words of ['Your trip', 'Travel asks', 'Where to?', 'City', 'Nights', 'optional', 'Window', 'Send', 'Decline']) expect(html).toContain(words)
    expect(html.match(/<input/g)?.length).toBeGreaterThanOrEqual(2)
  })

  it('draws a single choice as buttons, without a second button to send', () => {
    const html = drawn('Form', colour, { phase: 'open', title: 'Which?' })
    expect(html).toMatch(/<button[^>]*>.*Red.*<\/button>/)
    expect(html).toContain('Blue')
    expect(html).not.toContain('>Send<')
  })

  it('shows values that may be changed, what may not, and a comment, before a yes', () => {
    const html = drawn('Form', offer, { phase: 'open', title: 'Send it?' })
    for (const words of ['value="12"', 'Customer', 'Anna', 'Comment', 'Approve']) expect(html).toContain(words)
  })

  it('is read-only once it is answered: the values, who and when', () => {
    const html = drawn('Form', trip, { phase: 'answered', answer: { outcome: 'answered', value: { city: 'Porto', window: true }, by, at } })
    for (const words of ['Porto', 'Yes', 'Answered by Ada']) expect(html).toContain(words)
    expect(html).not.toContain('<input')
    expect(html).not.toContain('<button')
  })

  it('[human.who] says why somebody may not answer, and takes nothing', () => {
    const html = drawn('Form', trip, { phase: 'open', barred: 'This is for admins to answer.' })
    expect(html).toContain('This is for admins to answer.')
    expect(html).not.toContain('<input')
    expect(html).not.toContain('<button')
  })

  it('says what went wrong, and that nobody answered in time', () => {
    expect(drawn('Form', trip, { phase: 'open', problem: 'Hearth cannot be reached.' })).toMatch(/role="alert"[^>]*>Hearth cannot be reached\./)
    expect(drawn('Form', trip, { phase: 'expired' })).toContain('Nobody answered in time')
    expect(drawn('Form', trip, { phase: 'loading' })).toContain('aria-busy="true"')
  })
})

describe('an approval of two people', () => {
  const props = { requester: 'Finance', message: 'Pay?' }

  it('[human.two-person] counts who said yes, and tells the one who did what is missing', () => {
    const html = drawn('ApprovalCard', props, { phase: 'open', needed: 2, votes: [{ by, at, comment: 'Fine' }], told: 'One more is needed.' })
    for (const words of ['1 of 2 said yes', 'Ada', 'Fine', 'One more is needed.']) expect(html).toContain(words)
    expect(html).not.toContain('<button')
  })

  it('names both once it is decided', () => {
    const approvals = [by, { id: 'q', name: 'Ben' }].map((one) => ({ by: one, at, comment: '' }))
    const html = drawn('ApprovalCard', props, { phase: 'answered', needed: 2, answer: { outcome: 'approved', value: { approvals }, by, at } })
    for (const words of ['2 of 2 said yes', 'Ben', 'Approved by Ada']) expect(html).toContain(words)
  })
})

describe('the Notice card', () => {
  it('tells, and has nothing to press', () => {
    const html = drawn('Notice', { title: 'The report is ready.', message: 'See the files.' }, { phase: 'shown' })
    expect(html).toContain('The report is ready.')
    expect(html).not.toContain('<button')
  })
})
