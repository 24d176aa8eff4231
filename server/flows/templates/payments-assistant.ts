import type { Template } from './template.ts'

export const paymentsAssistant: Template = {
  id: 'payments-assistant',
  name: 'Payments assistant',
  description: 'Tells balances and transactions, and sends money once you approved it.',
  icon: 'wallet',
  tries: ['What is my balance?', 'Show my last 5 transactions', 'Send 25 EUR to Anna'],
  flow: {
    schema: 1,
    nodes: {
      message: { block: 'chat.message', version: 1, inputs: {}, position: { x: 0, y: 64 } },
      assistant: {
        block: 'agent.loop',
        version: 1,
        title: 'Payments assistant',
        inputs: {
          instructions: {
            kind: 'literal',
            value: [
              'You are a payments assistant. You help one person with the accounts of their workspace.',
              'Use get_balance and list_transactions to read; never guess an amount. What they return is drawn as a card beside your answer, so do not repeat it line by line.',
              'To move money use send_money at once when the amount and the recipient are clear; the person is asked to approve it before anything happens. If one of them is missing, ask for it.',
              'When the person declines, nothing was sent: say so and stop. Answer in one or two short sentences.',
            ].join('\n'),
          },
          tools: {
            kind: 'literal',
            value: [
              { block: 'ledger.balances', name: 'get_balance', show: 'show.balance' },
              { block: 'ledger.transactions', name: 'list_transactions', show: 'show.transaction-list' },
              { block: 'ledger.transfer', name: 'send_money', ask: true, show: 'show.transaction-receipt' },
            ],
          },
        },
        position: { x: 336, y: 64 },
      },
    },
    wires: [{ from: { node: 'message', port: 'text' }, to: { node: 'assistant', port: 'message' } }],
  },
}
