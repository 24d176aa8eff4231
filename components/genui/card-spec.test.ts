import { describe, expect, it } from 'vitest'
import { cardSpec } from './card-spec.ts'

const eur = (amountMinor: string) => ({ amountMinor, currency: 'EUR', decimals: 2 })
const transfer = {
  from: { account: 'main', label: 'Main account' },
  to: { account: 'anna', label: 'Anna' },
  amount: eur('2500'),
  fee: eur('0'),
  memo: '',
  arrival: 'Today',
  warnings: [],
}

describe('cardSpec', () => {
  it('makes a spec of a known component whose properties fit', () => {
    const made = cardSpec('TransferConfirm', transfer)
    expect(made).toMatchObject({ ok: true, spec: { root: 'card', elements: { card: { type: 'TransferConfirm', props: transfer } } } })
  })

  it('[genui.props-checked] refuses properties that do not fit, so that nobody approves what cannot be read', () => {
    expect(cardSpec('TransferConfirm', { ...transfer, amount: 25 }).ok).toBe(false)
    expect(cardSpec('TransferConfirm', undefined).ok).toBe(false)
  })

  it('refuses a component that is not in the catalogue, prototypes included', () => {
    expect(cardSpec('Iframe', {}).ok).toBe(false)
    expect(cardSpec('constructor', {}).ok).toBe(false)
  })

  it('drops what the schema does not name: a spec brings no handlers and no expressions', () => {
    const made = cardSpec('TransferConfirm', { ...transfer, $state: '/comment', on: { approve: { action: 'evil' } } })
    expect(JSON.stringify(made)).not.toContain('evil')
    expect(made.ok && made.spec.elements.card?.props).toEqual(transfer)
  })

  it('refuses an expression where a value belongs', () => {
    expect(cardSpec('TransferConfirm', { ...transfer, memo: { $state: '/comment' } }).ok).toBe(false)
  })
})
