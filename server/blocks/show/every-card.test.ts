import { describe, expect, it } from 'vitest'
import { loadBlocks } from '../index.ts'

/** The sixteen cards and the view, each with the block that shows it. */
const blocks = {
  Balance: 'show.balance',
  TransactionList: 'show.transaction-list',
  TransactionReceipt: 'show.transaction-receipt',
  TransferConfirm: 'show.transfer-confirm',
  Invoice: 'show.invoice',
  PaymentRequest: 'show.payment-request',
  PaymentMethodPicker: 'show.payment-method-picker',
  Quote: 'show.quote',
  Cart: 'show.cart',
  ProductList: 'show.product-list',
  OrderStatus: 'show.order-status',
  Map: 'show.map',
  Schedule: 'show.schedule',
  ApprovalCard: 'human.approval',
  IdentityForm: 'show.identity-form',
  Chart: 'show.chart',
  View: 'show.anything',
}

describe('every card', () => {
  it.each(Object.entries(blocks))('[genui.blocks] %s is a block that the builder picks and fills in beforehand', async (_, id) => {
    const card = (await loadBlocks()).get(id)?.card
    expect(card?.category).toMatch(/^(cards|people)$/)
    const inputs = card?.inputs ?? []
    expect(inputs.length).toBeGreaterThan(0)
    for (const { name, title } of inputs) expect(title, `${id} names its field ${name}`).toBeTruthy()
  })
})
